import type { FieldId } from './case.ts';

/** Who a notice is for; resolved to people when it is sent. */
export type Audience = 'requester' | 'supervisor' | 'specialists' | 'recipient' | 'deskLeads';

/**
 * Messages of the desk about a case. `decision`, `authorisation`, `status` and `delivery` are cards that stay
 * (progress is edited in); the others tell an outcome once. What each looks like is its file in `cards/notices/`.
 */
export const NOTICES = [
  'status',
  'decision',
  'authorisation',
  'data_requested',
  'data_received',
  'scheduled',
  'attention',
  'ready',
  'delivery',
  'solved',
  'rejected',
  'not_authorised',
  'withdrawn',
  'reopened',
  'closed',
  'handed_over',
] as const;
export type Notice = (typeof NOTICES)[number];

interface Owed {
  /** `<case code>:<history seq>:<n>`; doing it twice is prevented by it. */
  readonly id: string;
  /** Real instant before which it is not tried. */
  readonly notBefore: string;
  readonly attempts: number;
  /** Code of the fault that the last try met. */
  readonly lastFault?: string;
}

/** What a case owes the world. At least once, in order, idempotent by `id`. */
export type Work =
  /** Read the directory: target, proposed address, work order; then ask whoever decides. */
  | (Owed & { readonly type: 'prepare' })
  /** Send a new message to each person of the audience; `sentTo` are those already served. */
  | (Owed & {
      readonly type: 'notice';
      readonly notice: Notice;
      readonly to: Audience;
      readonly sentTo: readonly string[];
    })
  /** Edit every live card of the case to what is true now. */
  | (Owed & { readonly type: 'refresh' })
  /** An e-mail with the question of the data request. */
  | (Owed & {
      readonly type: 'mail';
      readonly mail: 'data_requested';
      readonly fields: readonly FieldId[];
      readonly note: string;
    })
  /** Run the work order on from where it stands. */
  | (Owed & { readonly type: 'run' })
  /** Write the account into the register and free it for other cases. */
  | (Owed & { readonly type: 'register' });

export type WorkType = Work['type'];

/** A piece of work as a lifecycle row names it, before it has an id. */
export type WorkOrderItem =
  | { readonly type: 'prepare' | 'refresh' | 'run' | 'register' }
  | { readonly type: 'notice'; readonly notice: Notice; readonly to: Audience }
  | {
      readonly type: 'mail';
      readonly mail: 'data_requested';
      readonly fields: readonly FieldId[];
      readonly note: string;
    };
