import type { Case, Post } from '../domain/case.ts';
import type { Work } from '../domain/work.ts';
import type { Deps } from './deps.ts';
import { type Settlement, without } from './settlement.ts';
import { isSuperseded } from './superseded.ts';

/**
 * Edits every card of the case to what is true now. A card that a newer one replaced becomes a line and is let
 * go. A delivery card is never edited once something was revealed on it.
 */
export async function refreshPosts(deps: Deps, value: Case, work: Work): Promise<Settlement> {
  const gone = new Set<string>();
  for (const post of value.posts) {
    if (post.notice === 'delivery' && (value.delivery?.reveals ?? 0) > 0) continue;
    const superseded = isSuperseded(value.posts, post);
    const edited = await deps.messenger.edit(post, value, superseded);
    if (!edited || superseded) gone.add(post.id);
  }
  return (current) => {
    const stages = (post: Post): Post =>
      value.posts.some((one) => one.id === post.id) ? { ...post, stage: value.stage } : post;
    const posts = current.posts.filter((post) => !gone.has(post.id)).map(stages);
    const settled = { ...current, posts };
    return needsAnother(value, current) ? settled : without(settled, work);
  };
}

/** Whether people see something else by now than what was just drawn. */
function needsAnother(drawn: Case, current: Case): boolean {
  const face = (one: Case) =>
    JSON.stringify([
      one.stage,
      one.status,
      one.assignee?.id,
      one.work.filter((owed) => owed.type === 'mail' && owed.lastFault !== undefined).length,
      one.steps.map((step) => [step.id, step.state, step.reason?.code]),
    ]);
  return face(drawn) !== face(current);
}
