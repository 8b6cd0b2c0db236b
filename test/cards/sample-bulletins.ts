import type { Bulletin, BulletinData, BulletinKind } from '../../services/domain/bulletin.ts';

const AT = '2026-11-30T12:00:00.000Z';

/** A bulletin as it stands with its addressee. */
export function sampleBulletin<K extends BulletinKind>(
  kind: K,
  data: BulletinData<K>,
  more: Partial<Bulletin> = {},
): Bulletin {
  return {
    _id: `${kind}:sofia:2026-11-30`,
    kind,
    personId: 'sofia',
    data,
    revision: 1,
    stage: 1,
    finished: false,
    staleAfter: '',
    attempts: 0,
    createdAt: AT,
    updatedAt: AT,
    dueAt: '',
    leaseUntil: '',
    fence: 0,
    ...more,
  } as Bulletin;
}
