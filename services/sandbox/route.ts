import type { GraphAnswer, GraphCall } from './graph-answer.ts';
import type { SandboxTenant } from './sandbox-tenant.ts';

/** Answers one Graph call; refusals are answers too. Must commit before it returns. */
export type Handler = (
  tenant: SandboxTenant,
  params: Readonly<Record<string, string>>,
  call: GraphCall,
) => GraphAnswer;

/** One row of a route table: method, path template below `/v1.0` with `{names}`, handler. */
export type Route = readonly [method: string, template: string, handle: Handler];

interface Compiled {
  readonly route: Route;
  readonly steps: readonly string[];
  readonly names: number;
}

/** The route for a call, its parameters decoded; `known` tells a path with other methods from one without any. */
export type RouteMatch =
  | { readonly route: Route; readonly params: Readonly<Record<string, string>> }
  | { readonly known: boolean };

const isName = (step: string): boolean => step.startsWith('{');

function matchSteps(compiled: Compiled, steps: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [n, wanted] of compiled.steps.entries()) {
    const step = steps[n] ?? '';
    if (isName(wanted)) params[wanted.slice(1, -1)] = step;
    else if (wanted !== step) return undefined;
  }
  return params;
}

/** Makes a matcher of route tables: literal steps go before names. A path that is no valid URI matches nothing. */
export function routeMatcher(routes: readonly Route[]): (method: string, path: string) => RouteMatch {
  const byLength = new Map<number, Compiled[]>();
  for (const route of routes) {
    const steps = route[1].split('/').slice(1);
    const list = byLength.get(steps.length) ?? [];
    list.push({ route, steps, names: steps.filter(isName).length });
    byLength.set(
      steps.length,
      list.sort((a, b) => a.names - b.names),
    );
  }
  return (method, path) => {
    let steps: string[];
    try {
      steps = path.split('/').slice(1).map(decodeURIComponent);
    } catch {
      return { known: false };
    }
    let known = false;
    for (const compiled of byLength.get(steps.length) ?? []) {
      const params = matchSteps(compiled, steps);
      if (params && compiled.route[0] === method) return { route: compiled.route, params };
      known ||= params !== undefined;
    }
    return { known };
  };
}
