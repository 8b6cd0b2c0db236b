import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../services/domain/errors.ts';
import { type DailyRound, dailyRounds } from '../../services/usecases/daily-rounds.ts';
import { type DeskHarness, openDesk } from '../support/desk-harness.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let desk: DeskHarness;
let ran: string[];
beforeEach(async () => {
  desk = await openDesk();
  ran = [];
});
afterEach(() => desk.close());

const round = (name: string, from: DailyRound['from'] = 'midnight'): DailyRound => ({
  name,
  from,
  run: async (_deps, day) => void ran.push(`${name} ${day}`),
});

describe('a daily round', () => {
  it('runs once a day, in the profile’s time zone, also after a restart', async () => {
    const rounds = dailyRounds(desk.deps, [round('heads')]);
    await rounds();
    await rounds();
    await dailyRounds(desk.deps, [round('heads')])();
    expect(ran).toEqual(['heads 2026-11-20']);
    // Ten in the evening in Bogotá is the next day in UTC.
    desk.clock.advanceDesk(12 * HOUR);
    await rounds();
    expect(ran).toHaveLength(1);
    desk.clock.advanceDesk(3 * HOUR);
    await rounds();
    expect(ran.at(-1)).toBe('heads 2026-11-21');
  });

  it('of the opening waits for the office, and leaves out days on which it does not work', async () => {
    desk.clock.advanceDesk(-5 * HOUR);
    const rounds = dailyRounds(desk.deps, [round('digest', 'opening')]);
    await rounds();
    expect(ran).toEqual([]);
    desk.clock.advanceDesk(5 * HOUR);
    await rounds();
    expect(ran).toEqual(['digest 2026-11-20']);
    for (let days = 0; days < 4; days += 1) {
      desk.clock.advanceDesk(DAY);
      await rounds();
    }
    expect(ran).toEqual(['digest 2026-11-20', 'digest 2026-11-23', 'digest 2026-11-24']);
  });

  it('does not make up for days on which the desk was off', async () => {
    const rounds = dailyRounds(desk.deps, [round('heads')]);
    await rounds();
    desk.clock.advanceDesk(30 * DAY);
    await rounds();
    expect(ran).toEqual(['heads 2026-11-20', 'heads 2026-12-20']);
  });

  it('that fails is tried again after a while, and holds up no other', async () => {
    let away = true;
    const failing: DailyRound = {
      name: 'failing',
      from: 'midnight',
      run: async (_deps, day) => {
        if (away) throw new AppError('store_unavailable');
        ran.push(`failing ${day}`);
      },
    };
    const rounds = dailyRounds(desk.deps, [failing, round('other')]);
    await rounds();
    away = false;
    await rounds();
    expect(ran).toEqual(['other 2026-11-20']);
    desk.clock.tick(61_000);
    await rounds();
    expect(ran).toEqual(['other 2026-11-20', 'failing 2026-11-20']);
  });
});
