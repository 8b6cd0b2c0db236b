import type { Filter } from 'mongodb';
import type { Case } from '../../domain/case.ts';
import type { FactState } from '../../domain/case-facts.ts';
import type { Days, Dimension, FactDay, FactGroup } from '../../domain/indicators.ts';
import type { CasePage } from '../../ports/case-store.ts';
import type { BehindFigure, FigureStore } from '../../ports/figure-store.ts';
import { afterMark, markOf } from '../figure-pages.ts';
import type { MongoDatabase } from './mongo-database.ts';

const FIELD: Readonly<Record<Dimension, string>> = {
  kind: 'kind',
  department: 'facts.department',
  specialist: 'assigneeId',
};

const within = (day: FactDay, { from, until }: Days): Filter<Case> => ({
  [`facts.${day}`]: { $gte: from, $lte: until },
});

interface Grouped {
  readonly _id: Pick<FactGroup, 'kind' | 'department' | 'specialist' | 'state'>;
  readonly cases: number;
  readonly worked?: readonly number[];
  readonly waited?: readonly number[];
  readonly scores?: readonly number[];
}

/** `FigureStore` on MongoDB: grouped by the server, from the fields of one index. */
export function mongoFigureStore(mongo: MongoDatabase): FigureStore {
  const cases = mongo.collection('cases');
  return {
    groups: (day, days) =>
      mongo.run(async () => {
        const found = cases.aggregate<Grouped>([{ $match: within(day, days) }, { $group: grouping(day) }]);
        return (await found.toArray()).map(groupOf);
      }),
    daily: (day, days, states) =>
      mongo.run(async () => {
        const match = { ...within(day, days), 'facts.state': { $in: states } };
        const group = { _id: `$facts.${day}`, cases: { $sum: 1 } };
        const found = cases.aggregate<{ _id: string; cases: number }>([{ $match: match }, { $group: group }]);
        return (await found.toArray()).map((one) => ({ on: one._id, cases: one.cases }));
      }),
    behind: (figure, page) => behind(mongo, figure, page),
  };
}

function grouping(day: FactDay) {
  const key = {
    kind: '$kind',
    department: '$facts.department',
    specialist: '$assigneeId',
    state: '$facts.state',
  };
  const lists = {
    worked: { $push: '$facts.workedMin' },
    waited: { $push: '$facts.waitedMin' },
    scores: { $push: '$facts.score' },
  };
  return { _id: key, cases: { $sum: 1 }, ...(day === 'resolvedOn' && lists) };
}

function groupOf({ _id, cases, worked = [], waited = [], scores = [] }: Grouped): FactGroup {
  const { kind, department, specialist, state } = _id;
  return { kind, department, specialist, state: state as FactState, cases, worked, waited, scores };
}

async function behind(
  mongo: MongoDatabase,
  figure: BehindFigure,
  page: { readonly limit: number; readonly before?: string },
): Promise<CasePage> {
  const on = `facts.${figure.day}`;
  const last = afterMark(page.before);
  const filter: Filter<Case> = {
    ...within(figure.day, figure),
    ...(figure.states && { 'facts.state': { $in: [...figure.states] } }),
    ...(figure.only && { [FIELD[figure.only.by]]: figure.only.of }),
    ...(figure.markUpTo !== undefined && { 'facts.score': { $gte: 1, $lte: figure.markUpTo } }),
    $or: [{ [on]: { $lt: last.day } }, { [on]: last.day, _id: { $lt: last.code } }],
  };
  const found = await mongo.run(() =>
    mongo
      .collection('cases')
      .find(filter)
      .sort({ [on]: -1, _id: -1 })
      .limit(page.limit + 1)
      .toArray(),
  );
  const cases = found.slice(0, page.limit);
  const final = cases.at(-1);
  const day = final?.facts?.[figure.day];
  return found.length > page.limit && final && day ? { cases, next: markOf(day, final._id) } : { cases };
}
