import type { Absence } from '../domain/absence.ts';
import type { DeskRole, PersonRef } from '../domain/person.ts';

/**
 * The desk's own index of the directory: names to match loosely typed ones, and roles and managers for a few
 * minutes. Filled by the directory's delta; never an authority for a decision once it is old.
 */
export interface KnownPerson extends PersonRef {
  /** Directory id. */
  readonly _id: string;
  readonly userPrincipalName: string;
  readonly department: string;
  readonly position: string;
  readonly holderType: string;
  readonly enabled: boolean;
  /** Words of the display name and the address's local part, folded (no accents, lower case), unique. */
  readonly words: readonly string[];
  /** Role groups and manager when last read from the directory; absent until then. */
  readonly standing?: Standing;
}

export interface Standing {
  readonly roles: readonly DeskRole[];
  readonly manager?: PersonRef;
  readonly language?: string;
  /** Of people of the desk: when they are away, as their mailbox answers. */
  readonly absence?: Absence;
  /** Real instant. */
  readonly readAt: string;
}

export interface PeopleStore {
  get(id: string): Promise<KnownPerson | undefined>;
  /** Whose user principal name or e-mail it is; case does not matter. */
  byAddress(address: string): Promise<KnownPerson | undefined>;
  /**
   * Everybody who has each of the words (folded), as a whole word or, for the last one, as its beginning: at most
   * `limit`, those who have the last word whole first, each part by id. Nobody where no word is given.
   */
  withWords(words: readonly string[], limit: number): Promise<readonly KnownPerson[]>;
  /**
   * Inserts or updates names; an absent property of a partial entry stays as it was, or is empty (`enabled`: true)
   * in a new one. `standing` is kept.
   */
  upsert(
    people: readonly (Pick<KnownPerson, '_id'> & Partial<Omit<KnownPerson, 'standing'>>)[],
  ): Promise<void>;
  /** Nothing happens where the person is unknown: upsert first. */
  setStanding(id: string, standing: Standing): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  /** How many there are; an estimate will do. */
  count(): Promise<number>;
}
