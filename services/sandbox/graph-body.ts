import type { z } from 'zod';
import { badRequest, type GraphAnswer } from './graph-answer.ts';

/** For the bodies of PATCH: Graph refuses one that changes nothing. */
export const saysSomething = (body: object): boolean => Object.keys(body).length > 0;

type Parsed<T> = { readonly value: T } | { readonly refusal: GraphAnswer };

/** Parses a request body as strictly as Graph: an unknown property, a wrong type or a length is a 400. */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown, resource: string): Parsed<T> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return { refusal: badRequest('Write requests (excluding DELETE) must contain a JSON object.') };
  const parsed = schema.safeParse(body);
  if (parsed.success) return { value: parsed.data };
  const issue = parsed.error.issues[0];
  const target = issue?.path.join('/') ?? '';
  if (issue?.code === 'unrecognized_keys') {
    const name = issue.keys[0] ?? '';
    return {
      refusal: badRequest(
        `The property '${name}' does not exist on type 'microsoft.graph.${resource}'. Make sure to only use property names that are defined by the type.`,
      ),
    };
  }
  const missing = issue?.code === 'invalid_type' && issue.input === undefined;
  const message = missing
    ? `A value is required for property '${target}' of resource '${resource}'.`
    : `Invalid value specified for property '${target}' of resource '${resource}'.`;
  return {
    refusal: badRequest(message, [{ code: missing ? 'MissingValue' : 'InvalidValue', message, target }]),
  };
}
