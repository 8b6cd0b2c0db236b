import { z } from 'zod';
import { parseDay } from './days.ts';
import type { Recognise } from './recogniser.ts';

const line = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  locale: z.string().default('es-CO'),
  now: z.string().refine((now) => parseDay(now) !== undefined, 'not a date YYYY-MM-DD'),
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const idOf = (value: unknown): string | number | null => {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : null;
  return typeof id === 'string' || typeof id === 'number' ? id : null;
};

/**
 * Answers one line of NDJSON `{id, text, locale, now}` with `{id, intent, confidence, sure, entities}`, or with
 * `{id, line, error}` where the line cannot be read; `number` counts lines from 1.
 */
export function answerLine(recognise: Recognise, text: string, number: number): string {
  const value = parsed(text);
  if (value === undefined) return JSON.stringify({ id: null, line: number, error: 'not JSON' });
  const message = line.safeParse(value);
  if (!message.success) {
    const [issue] = message.error.issues;
    const error = `${issue?.path.join('.') || 'line'}: ${issue?.message ?? 'invalid'}`;
    return JSON.stringify({ id: idOf(value), line: number, error });
  }
  const { intent, confidence, sure, entities } = recognise(message.data);
  return JSON.stringify({
    id: message.data.id,
    intent,
    confidence: Math.round(confidence * 1e4) / 1e4,
    sure,
    entities,
  });
}
