/** A person as cases, cards and history name them. `id` is the directory's object id. */
export interface PersonRef {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** What a person is to the desk as a whole; read from the directory's role groups. */
export const DESK_ROLES = ['specialist', 'deskLead', 'liaison'] as const;
export type DeskRole = (typeof DESK_ROLES)[number];

/** What somebody is to one case. */
export type Relation = 'requester' | 'holder' | 'supervisor' | 'recipient' | DeskRole | 'system';

/** Who gives a command: the authenticated sender with the roles that the directory says, or the desk itself. */
export interface Actor {
  readonly person: PersonRef;
  readonly roles: readonly DeskRole[];
  readonly system?: true;
}

/** The desk acting by itself: steps, deadlines, preparation. */
export const SYSTEM: Actor = { person: { id: 'mesa', name: 'Mesa', email: '' }, roles: [], system: true };
