import { expect, test } from 'vitest';
import { median, quantile, spreadOf } from './statistics.ts';

test('a quantile is the nearest rank, whatever the order', () => {
  const hundred = Array.from({ length: 100 }, (_, n) => 100 - n);
  expect([0, 0.5, 0.99, 1].map((share) => quantile(hundred, share))).toEqual([1, 50, 99, 100]);
  expect(quantile([7], 0.99)).toBe(7);
  expect(quantile([], 0.5)).toBeNaN();
});

test('the median of an even number of values lies between the two in the middle', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([10, 1, 2, 3])).toBe(2.5);
  expect(median([])).toBeNaN();
});

test('a spread tells the middle, the ends and how often', () => {
  expect(spreadOf([12.34, 10, 11.06])).toEqual({ median: 11.1, min: 10, max: 12.3, runs: 3 });
});
