import type { Post } from '../domain/case.ts';
import type { Notice } from '../domain/work.ts';

/** Notices that replace one another with the same person: the newer is acted on, the older shrinks to a line. */
const FAMILIES: Readonly<Partial<Record<Notice, string>>> = {
  decision: 'specialist',
  handed_over: 'specialist',
  attention: 'specialist',
  reopened: 'specialist',
  data_received: 'specialist',
  status: 'requester',
  data_requested: 'question',
  data_reminder: 'question',
  solved: 'end',
  closed: 'end',
  confirmation_reminder: 'end',
  delivery: 'delivery',
  authorisation: 'authorisation',
  authorisation_reminder: 'authorisation',
  nonconformity: 'nonconformity',
};

/** Whether a newer post of the same family stands with the same person. */
export function isSuperseded(posts: readonly Post[], post: Post): boolean {
  const family = FAMILIES[post.notice as Notice];
  const later = posts.slice(posts.findIndex((one) => one.id === post.id) + 1);
  return (
    family !== undefined &&
    later.some((one) => one.personId === post.personId && FAMILIES[one.notice as Notice] === family)
  );
}
