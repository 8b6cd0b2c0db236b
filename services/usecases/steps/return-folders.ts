import type { MailboxFolder } from '../../ports/mailbox.ts';
import type { Deps } from '../deps.ts';
import type { Checkpoint } from './restore-mailbox.ts';

/** Where a former folder's items go; `count` is how many are known to lie there, moved on by whoever imports. */
export interface Target {
  readonly folder: string;
  readonly id: string;
  count: number;
}

/** Mail, where a former folder did not say what lay in it. */
const MAIL = 'IPF.Note';

/**
 * The folders of a return: the former ones, made again by name and kind below one folder of the return's own, each
 * when its first item comes. A folder of that name that is there already is the one that an earlier try made.
 */
export class ReturnFolders {
  readonly #deps: Deps;
  readonly #mailboxId: string;
  readonly #rootName: string;
  readonly #former: ReadonlyMap<string, MailboxFolder>;
  readonly #targets: Map<string, Target>;
  readonly #made = new Map<string, string>();

  constructor(
    deps: Deps,
    mailboxId: string,
    rootName: string,
    former: readonly MailboxFolder[],
    { targets }: Checkpoint,
  ) {
    this.#deps = deps;
    this.#mailboxId = mailboxId;
    this.#rootName = rootName;
    this.#former = new Map(former.map((one) => [one.id, one]));
    this.#targets = new Map(targets.map((one) => [one.folder, { ...one }]));
  }

  /** Where the items of a former folder go; makes the folder and those above it. */
  async targetOf(folder: string): Promise<Target> {
    const known = this.#targets.get(folder);
    if (known) return known;
    const id = await this.#idOf(folder);
    const target: Target = { folder, id, count: 0 };
    this.#targets.set(folder, target);
    return target;
  }

  /** Every target so far, as a checkpoint keeps them. */
  kept(): Checkpoint['targets'] {
    return [...this.#targets.values()].map((one) => ({ ...one }));
  }

  async #idOf(folder: string): Promise<string> {
    const made = this.#made.get(folder);
    if (made) return made;
    const former = this.#former.get(folder);
    if (!former) return this.#ensure('', this.#rootName, MAIL, undefined);
    const parent = former.parentId !== undefined && this.#former.has(former.parentId) ? former.parentId : '';
    const parentId = await this.#idOf(parent);
    return this.#ensure(folder, former.displayName, former.type ?? MAIL, parentId);
  }

  async #ensure(key: string, displayName: string, type: string, parentId: string | undefined) {
    const there = await this.#deps.mailbox.childFolders(this.#mailboxId, parentId);
    const found = there.find((one) => one.displayName === displayName);
    const folder =
      found ?? (await this.#deps.mailbox.createFolder(this.#mailboxId, { displayName, type, parentId }));
    this.#made.set(key, folder.id);
    return folder.id;
  }
}
