import type { Desk } from '../services/usecases/desk.ts';

/**
 * What each use case does to more than the conversation: `does` is done once only, so a turn takes its lock before;
 * `reads` may be run again with a turn that another process has overtaken.
 */
const EFFECTS: Readonly<Record<keyof Desk, 'reads' | 'does'>> = {
  procedure: 'reads',
  today: 'reads',
  now: 'reads',
  whoIs: 'reads',
  matchPeople: 'reads',
  personByAddress: 'reads',
  personById: 'reads',
  specialists: 'reads',
  checkTarget: 'reads',
  openCase: 'does',
  caseOfDraft: 'reads',
  mayAskMass: 'reads',
  listFromQuery: 'does',
  listFromFile: 'does',
  massFile: 'does',
  command: 'does',
  findCase: 'reads',
  listCases: 'reads',
  accounts: 'reads',
  exportAccounts: 'does',
  importAccounts: 'does',
  settleDifference: 'does',
  nameSubstitute: 'does',
  exportRecord: 'does',
  mailFiles: 'does',
  checkCode: 'reads',
  instantInWords: 'reads',
  offerFile: 'does',
  fetchFile: 'does',
  incomingFile: 'reads',
  bulletin: 'reads',
  pressBulletin: 'does',
  allowed: 'reads',
  indicators: 'reads',
  casesBehind: 'reads',
  writeTable: 'reads',
  reveal: 'does',
};

const DEEDS = (Object.keys(EFFECTS) as (keyof Desk)[]).filter((name) => EFFECTS[name] === 'does');

type UseCase = (...given: never[]) => Promise<unknown>;

/** The desk for one turn: `claim` is awaited before every deed. */
export function claimingDesk(desk: Desk, claim: () => Promise<void>): Desk {
  const after =
    (deed: UseCase): UseCase =>
    async (...given) => {
      await claim();
      return deed(...given);
    };
  return { ...desk, ...Object.fromEntries(DEEDS.map((name) => [name, after(desk[name] as UseCase)])) };
}
