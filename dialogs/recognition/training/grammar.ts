import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../services/domain/errors.ts';
import { INTENTS, type Intent } from '../types.ts';
import { type Node, parseTemplate } from './template.ts';

/** A template of whole messages with its intent. */
export interface MessageTemplate {
  readonly intent: Intent;
  readonly language: 'es' | 'en';
  readonly line: string;
  readonly nodes: readonly Node[];
  /** Written by hand as one message: comes out about once. */
  readonly single: boolean;
  /** An answer in the middle of a form: teaches the tagger alone. */
  readonly answer: boolean;
}

export interface Grammar {
  readonly rules: ReadonlyMap<string, readonly (readonly Node[])[]>;
  readonly messages: readonly MessageTemplate[];
}

interface Draft {
  readonly rules: Map<string, (readonly Node[])[]>;
  readonly messages: MessageTemplate[];
}

function intentOf(name: string): Intent {
  const known = INTENTS.find((intent) => intent === name);
  if (!known) throw new AppError('settings_invalid', { detail: { intent: name } });
  return known;
}

/** `failure=slow` after the language labels every line of a section. */
function labelNodes(label: string): readonly Node[] {
  const [name = '', value = ''] = label.split('=');
  return value === '' ? [] : [{ kind: 'label', name, value }];
}

/** Reads one grammar file into the draft: `@rule name`, `@intent|said|answer name es`, a template a line, `#` comments. */
function readFile(text: string, draft: Draft): void {
  let put: (line: string) => void = () => undefined;
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '' || line.startsWith('#')) continue;
    if (!line.startsWith('@')) {
      put(line);
      continue;
    }
    const [kind = '', name = '', language = 'es', label = ''] = line.slice(1).split(/\s+/);
    if (kind === 'rule') {
      const options = draft.rules.get(name) ?? [];
      draft.rules.set(name, options);
      put = (each) => options.push(parseTemplate(each));
    } else {
      const intent = intentOf(name);
      const single = kind === 'said';
      const answer = kind === 'answer';
      put = (each) =>
        draft.messages.push({
          intent,
          language: language === 'en' ? 'en' : 'es',
          line: each,
          nodes: [...labelNodes(label), ...parseTemplate(each)],
          single,
          answer,
        });
    }
  }
}

/** Reads every grammar file of a folder, in the order of their names. */
export function readGrammar(folder: string): Grammar {
  const draft: Draft = { rules: new Map(), messages: [] };
  for (const name of readdirSync(folder).sort())
    if (name.endsWith('.txt')) readFile(readFileSync(join(folder, name), 'utf8'), draft);
  return draft;
}
