import { MongoServerError } from 'mongodb';
import { expect, it } from 'vitest';
import { storeFault } from '../../../services/adapters/mongo/mongo-faults.ts';
import { onceMore } from '../../../services/adapters/mongo/next-of.ts';

const duplicate = (): Error => storeFault(new MongoServerError({ message: 'E11000', code: 11000 }));

it('an upsert that met another one’s insert is tried again, once', async () => {
  let calls = 0;
  const second = async (): Promise<number> => {
    calls += 1;
    if (calls === 1) throw duplicate();
    return calls;
  };
  expect(await onceMore(second)).toBe(2);
  await expect(onceMore(() => Promise.reject(duplicate()))).rejects.toMatchObject({ code: 'unexpected' });
});

it('another fault is not tried again', async () => {
  let calls = 0;
  const away = async (): Promise<void> => {
    calls += 1;
    throw storeFault(
      new MongoServerError({ message: 'stepping down', code: 189, codeName: 'PrimarySteppedDown' }),
    );
  };
  await expect(onceMore(away)).rejects.toMatchObject({
    code: 'store_unavailable',
    detail: { why: 'PrimarySteppedDown' },
  });
  expect(calls).toBe(1);
});
