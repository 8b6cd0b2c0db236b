import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  adaptersOutsideCompose,
  importCircles,
  strayPackages,
  undeclaredPackages,
  wrongDirection,
} from './support/import-rules.ts';
import { parseSource, readSources, type SourceFile } from './support/source-tree.ts';
import {
  againstHouseStyle,
  environmentReads,
  impure,
  statusComparisons,
  statusesIn,
  tooLong,
  untyped,
  userDeletes,
} from './support/text-rules.ts';

const product = readSources(['bot', 'cards', 'dialogs', 'services', 'manifest']);
/** Without this file and its rules, which have to name what they forbid. */
const tests = readSources(['test']).filter(({ path }) => !/architecture\.test|text-rules/.test(path));
const declared = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).dependencies);

const CASE = 'services/domain/case.ts';
const statuses = existsSync(CASE) ? statusesIn(readFileSync(CASE, 'utf8')) : [];

type Rule = (files: readonly SourceFile[]) => string[];

/** Each rule, the files that it is for, and code that breaks it or only looks as if it did. */
const RULES: readonly {
  name: string;
  rule: Rule;
  files: readonly SourceFile[];
  breaks: readonly (readonly [path: string, text: string])[];
  keeps: readonly (readonly [path: string, text: string])[];
}[] = [
  {
    name: 'imports run one way',
    rule: wrongDirection,
    files: product,
    breaks: [
      ['services/domain/case.ts', `import type { Clock } from '../ports/clock.ts';`],
      ['services/usecases/open-case.ts', `import { MongoCases } from '../adapters/mongo/cases.ts';`],
      ['services/adapters/mongo/cases.ts', `import { openCase } from '../../usecases/open-case.ts';`],
      ['services/usecases/open-case.ts', `import { card } from '../../cards/card.ts';`],
      ['cards/card.ts', `import { openCase } from '../services/usecases/open-case.ts';`],
      ['cards/card.ts', `import { type Desk, desk } from '../services/usecases/desk.ts';`],
      ['cards/card.ts', `export * from '../dialogs/turn.ts';`],
      ['dialogs/form.ts', `const { x } = await import('../bot/server.ts');`],
      ['bot/main.ts', `import { fixture } from '../test/support/fixture.ts';`],
      ['services/other/thing.ts', ''],
    ],
    keeps: [
      ['cards/card.ts', `import type { Desk } from '../services/usecases/desk.ts';`],
      ['dialogs/form.ts', `import { type Desk, type Asker } from '../services/usecases/desk.ts';`],
      [
        'services/domain/case.ts',
        `// import { x } from '../ports/clock.ts';\nimport { y } from './work.ts';`,
      ],
    ],
  },
  {
    name: 'only bot/compose-adapters.ts builds adapters',
    rule: adaptersOutsideCompose,
    files: product,
    breaks: [['bot/main.ts', `import { graph } from '../services/adapters/graph/directory.ts';`]],
    keeps: [
      ['bot/compose-adapters.ts', `import { graph } from '../services/adapters/graph/directory.ts';`],
      ['bot/main.ts', `import type { Graph } from '../services/adapters/graph/directory.ts';`],
    ],
  },
  {
    name: 'packages that may have to be replaced are known in one place, and the domain knows only pure ones',
    rule: strayPackages,
    files: product,
    breaks: [
      ['services/usecases/open-case.ts', `import type { TurnContext } from 'botbuilder';`],
      ['cards/card.ts', `import { CardFactory } from 'botbuilder-core';`],
      ['bot/server.ts', `import { MongoClient } from 'mongodb';`],
      ['services/domain/case.ts', `import { readFileSync } from 'node:fs';`],
      [
        'services/domain/case.ts',
        `import { Client } from '@microsoft/microsoft-graph-client/lib/src/Client.js';`,
      ],
    ],
    keeps: [
      ['dialogs/form.ts', `import { Dialog } from 'botbuilder-dialogs';`],
      [
        'services/domain/history.ts',
        `import { createHmac } from 'node:crypto';\nimport { DateTime } from 'luxon';`,
      ],
    ],
  },
  {
    name: 'what runs in production is installed in production',
    rule: (files) => undeclaredPackages(files, declared),
    files: product,
    breaks: [['bot/main.ts', `import { zipSync } from 'fflate';`]],
    keeps: [
      ['manifest/build.ts', `import { zipSync } from 'fflate';`],
      ['bot/main.ts', `import express from 'express';\nimport { readFileSync } from 'node:fs';`],
    ],
  },
  {
    name: 'the environment is read in bot/config.ts alone',
    rule: environmentReads,
    files: product,
    breaks: [
      ['bot/main.ts', 'const port = process.env.PORT;'],
      ['bot/main.ts', `import { env } from 'node:process';`],
    ],
    keeps: [
      ['bot/config.ts', 'const port = process.env.PORT;'],
      ['bot/main.ts', '// not process.env here\nconst { environment } = config;'],
    ],
  },
  {
    name: 'no code path deletes a user',
    rule: userDeletes,
    files: product,
    breaks: [
      ['services/adapters/graph/users.ts', `await client.api(\`/users/\${id}\`).delete();`],
      [
        'services/adapters/graph/users.ts',
        `await send({\n  method: 'DELETE',\n  path: \`/users/\${encode(id)}\`,\n});`,
      ],
      ['services/adapters/graph/users.ts', `return request('DELETE', '/users/' + \`users/\${id}\`);`],
      ['services/ports/directory.ts', 'export interface Directory { deleteUser(id: string): Promise<void> }'],
      ['services/adapters/graph/users.ts', `await client.api(\`/directory/deletedItems/\${id}\`).delete();`],
    ],
    keeps: [
      ['services/adapters/graph/users.ts', `await client.api(\`/users/\${id}/manager/$ref\`).delete();`],
      [
        'services/adapters/graph/groups.ts',
        `await send({ method: "DELETE", path: \`/groups/\${g}/members/\${u}/$ref\` });`,
      ],
      [
        'services/adapters/graph/users.ts',
        `const user = await get(\`/users/\${id}\`);\nawait send("DELETE", \`/groups/\${g}/x\`);`,
      ],
    ],
  },
  {
    name: 'status names are compared in services/domain alone',
    rule: (files) => statusComparisons(files, statuses.length > 0 ? statuses : ['closed', 'in_review']),
    files: product,
    breaks: [
      ['bot/worker.ts', `if (found.status === 'closed') return;`],
      ['bot/worker.ts', `if ('closed' !== view.case.status) return;`],
      ['cards/card.ts', `const open = ['in_review', 'closed'].includes(view.status);`],
      [
        'cards/card.ts',
        `switch (view.status) {\n  case 'in_review':\n    return 1;\n  case 'closed': return 2;\n}`,
      ],
      ['services/adapters/mongo/cases.ts', `collection.find({ status: { $in: ['closed'] } });`],
      ['services/adapters/sqlite/cases.ts', "db.prepare(`select * from cases where status <> 'closed'`);"],
      ['services/usecases/list.ts', `store.list({ status: 'closed' });`],
    ],
    keeps: [
      ['services/domain/lifecycle.ts', `if (found.status === 'closed') return;`],
      ['bot/worker.ts', `if (response.status === 404 || step.state === 'closed') return;`],
      ['services/locale/es.ts', `export const es = { status: { closed: 'Cerrado' } };`],
      ['dialogs/form.ts', `switch (intent.name) {\n  case 'closed':\n    return status;\n}`],
    ],
  },
  {
    name: 'the domain and the cards are pure',
    rule: impure,
    files: product,
    breaks: [
      ['services/domain/case.ts', 'const at = new Date();'],
      ['cards/card.ts', 'const id = Math.random();'],
    ],
    keeps: [
      ['services/domain/calendar.ts', 'const at = new Date(iso); // not Date.now()'],
      ['cards/dates.ts', `const at = new Date(\`\${date}T12:00:00Z\`);`],
      ['bot/worker.ts', 'const at = Date.now();'],
    ],
  },
  {
    name: 'nothing is untyped',
    rule: untyped,
    files: [...product, ...tests],
    breaks: [
      ['bot/main.ts', 'const x: any = 1;'],
      ['bot/main.ts', 'const x = y as any;'],
      ['bot/main.ts', 'const x: Map<string, any[]> = y;'],
      ['bot/main.ts', '// @ts-ignore\nconst x = y;'],
    ],
    keeps: [
      ['bot/main.ts', `const text = 'any'; // as any\nawait Promise.any(all); const any: string = company;`],
    ],
  },
  {
    name: 'faults have a code, exports a name, and nothing is left for later',
    rule: againstHouseStyle,
    files: product,
    breaks: [
      ['bot/main.ts', `throw new Error('no');`],
      ['bot/main.ts', 'export default 1;'],
      ['bot/main.ts', '// TODO: later'],
    ],
    keeps: [['bot/main.ts', `throw new AppError('unexpected'); const text = 'en todo caso';`]],
  },
  {
    name: 'no file is longer than 400 lines',
    rule: tooLong,
    files: [...product, ...tests],
    breaks: [['bot/main.ts', 'x;\n'.repeat(401)]],
    keeps: [['bot/main.ts', 'x;\n'.repeat(400)]],
  },
];

/** One line for the report, whatever the code. */
function titled([path, text]: readonly [path: string, text: string]) {
  return { path, text, title: `${path}: ${text.replace(/\s+/g, ' ').slice(0, 70)}` };
}

describe.each(RULES)('$name', ({ rule, files, breaks, keeps }) => {
  test('holds in the whole code', () => {
    expect(rule(files)).toEqual([]);
  });

  test.each(breaks.map(titled))('would notice $title', ({ path, text }) => {
    expect(rule([parseSource(path, text)])).not.toEqual([]);
  });

  test.each(keeps.map(titled))('allows $title', ({ path, text }) => {
    expect(rule([parseSource(path, text)])).toEqual([]);
  });
});

describe('files do not need each other in a circle', () => {
  const a = parseSource('bot/a.ts', `import { b } from './b.ts';`);

  test('holds in the whole code', () => {
    expect(importCircles(product)).toEqual([]);
  });

  test('would be noticed, but not where one of them only needs types', () => {
    expect(importCircles([a, parseSource('bot/b.ts', `import { a } from './a.ts';`)])).toHaveLength(1);
    expect(importCircles([a, parseSource('bot/b.ts', `import type { A } from './a.ts';`)])).toEqual([]);
  });
});

const CONFIG = 'bot/config.ts';

describe('the settings example', () => {
  test.skipIf(!existsSync(CONFIG))('has a line for every setting that is read, and no other', () => {
    const read = readFileSync(CONFIG, 'utf8').matchAll(/^ {2}(MicrosoftApp\w+|[A-Z]+(?:_[A-Z]+)*):/gm);
    const shown = readFileSync('.env.example', 'utf8').matchAll(/^#?(\w+)=/gm);
    const names = (found: Iterable<RegExpMatchArray>) => [...found].map(([, name]) => name).sort();
    expect(names(shown)).toEqual(names(read).filter((name) => name !== 'NODE_ENV'));
  });
});

describe('the statuses', () => {
  test.skipIf(!existsSync(CASE))('are read from the case itself', () => {
    expect(statuses).toContain('closed');
    expect(statuses.length).toBeGreaterThan(3);
  });
});
