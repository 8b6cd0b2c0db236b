import { readFileSync } from 'node:fs';
import { z } from 'zod';

const permissions = z.object({
  application: z
    .object({
      least: z.array(z.string()),
      other: z.array(z.string()).default([]),
      perProperty: z.record(z.string(), z.array(z.string())).default({}),
    })
    .optional(),
});
const contract = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});
const operation = z.object({ 'x-graph-permissions': permissions });

/** One call to Graph; `path` is below the version, without its query. */
export interface MadeCall {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** What a call needs: each of `needs` wants one of its alternatives, and each alternative is a set of permissions. */
export interface Needed {
  readonly call: string;
  readonly needs: readonly (readonly (readonly string[])[])[];
  /** Permissions that Microsoft's tables name as the least for it. */
  readonly least: readonly string[];
}

const parsed = contract.parse(
  JSON.parse(readFileSync(new URL('./graph-subset.openapi.json', import.meta.url), 'utf8')),
);

const escaped = (text: string) => text.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
const templates = Object.keys(parsed.paths)
  .map((template) => ({
    template,
    variables: template.split('{').length - 1,
    pattern: new RegExp(
      `^${template
        .split(/\{[^}]+\}/)
        .map(escaped)
        .join('[^/]+')}$`,
    ),
  }))
  .sort((a, b) => a.variables - b.variables);

const setOf = (alternative: string): string[] =>
  alternative.split(' + ').filter((one) => !one.startsWith('Entra role '));

/** Permissions of application for a call, from Microsoft's tables in the contract; undefined for a call that is not in it. */
export function neededFor({ method, path, body }: MadeCall): Needed | undefined {
  const found = templates.find(({ pattern }) => pattern.test(path));
  const raw = found && parsed.paths[found.template]?.[method.toLowerCase()];
  const known = operation.safeParse(raw);
  const named = known.success ? known.data['x-graph-permissions'].application : undefined;
  if (!found || !named) return undefined;
  const properties =
    method === 'PATCH' && typeof body === 'object' && body !== null ? Object.keys(body) : [''];
  const leastOf = (property: string) => named.perProperty[property] ?? named.least;
  return {
    call: `${method} ${found.template}`,
    needs: properties.map((property) =>
      // A read may be done with a wider permission that another call needs anyway; a write has the least.
      [...leastOf(property), ...(method === 'GET' ? named.other : [])].map(setOf),
    ),
    least: properties.flatMap(leastOf).flatMap(setOf),
  };
}
