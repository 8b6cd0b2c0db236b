import { describe, expect, it } from 'vitest';
import { literal, queryString, segment, userSegment } from '../../../services/adapters/graph/odata.ts';
import { AppError } from '../../../services/domain/errors.ts';

describe('a segment', () => {
  it.each([
    ['MBX:e0643f21@a7809c93', 'MBX%3Ae0643f21%40a7809c93'],
    ['AA/Bk+c=', 'AA%2FBk%2Bc%3D'],
    ["o'brien#EXT#", 'o%27brien%23EXT%23'],
    ['../users', '..%2Fusers'],
  ])('holds %s', (id, encoded) => {
    expect(segment(id)).toBe(encoded);
    expect(new URL(`http://x/v1.0/a/${encoded}/b`).pathname).toBe(`/v1.0/a/${encoded}/b`);
  });

  it.each(['', '.', '..'])('that would change the path (%s) is refused', (id) => {
    expect(() => segment(id)).toThrow(AppError);
  });

  it.each(['delta', 'me', "x('y')"])('of a user does not take %s', (id) => {
    expect(() => userSegment(id)).toThrow(AppError);
  });
});

describe('a filter', () => {
  it('cannot be left by a quote', () => {
    expect(literal("x' or id ne '")).toBe("'x'' or id ne '''");
  });

  it('travels encoded', () => {
    const query = queryString({
      select: ['id', 'mail'],
      filter: `mail eq ${literal('a&b#c+d@e.example')}`,
      top: 5,
    });
    const read = new URL(`http://x/${query}`).searchParams;
    expect(Object.fromEntries(read)).toEqual({
      $select: 'id,mail',
      $filter: "mail eq 'a&b#c+d@e.example'",
      $top: '5',
    });
    expect(queryString({})).toBe('');
  });
});
