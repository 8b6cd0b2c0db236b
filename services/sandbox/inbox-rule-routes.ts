import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { created, itemNotFound, noContent, ok } from './graph-answer.ts';
import { parseBody, saysSomething } from './graph-body.ts';
import { recipients } from './mail-routes.ts';
import { openMailbox } from './mailbox-routes.ts';
import { plainList } from './odata-list.ts';
import type { Handler } from './route.ts';

const ruleBody = z
  .strictObject({
    displayName: z.string(),
    sequence: z.int(),
    isEnabled: z.boolean(),
    conditions: z.record(z.string(), z.unknown()),
    exceptions: z.record(z.string(), z.unknown()),
    actions: z
      .strictObject({
        forwardTo: recipients,
        redirectTo: recipients,
        forwardAsAttachmentTo: recipients,
        moveToFolder: z.string(),
        copyToFolder: z.string(),
        delete: z.boolean(),
        markAsRead: z.boolean(),
        stopProcessingRules: z.boolean(),
      })
      .partial(),
  })
  .partial();
const newRule = ruleBody.required({ displayName: true, sequence: true, actions: true });

const listRules: Handler = (tenant, { id = '' }, call) => {
  const opened = openMailbox(tenant, id);
  if ('refusal' in opened) return opened.refusal;
  const mine = tenant.rows('rule').filter((rule) => rule.userId === opened.user.id);
  return plainList(
    call,
    mine.map((rule) => ({ id: rule.id, ...rule.rule })),
    'microsoft.graph.messageRule',
  );
};

const addRule: Handler = (tenant, { id = '' }, call) => {
  const opened = openMailbox(tenant, id);
  if ('refusal' in opened) return opened.refusal;
  const parsed = parseBody(newRule, call.body, 'messageRule');
  if ('refusal' in parsed) return parsed.refusal;
  const row = {
    id: randomUUID(),
    userId: opened.user.id,
    rule: { isEnabled: true, hasError: false, isReadOnly: false, ...parsed.value },
  };
  tenant.commit([{ put: 'rule', row }]);
  return created({ id: row.id, ...row.rule });
};

const patchRule: Handler = (tenant, { id = '', rule = '' }, call) => {
  const opened = openMailbox(tenant, id);
  if ('refusal' in opened) return opened.refusal;
  const row = tenant.get('rule', rule);
  if (row?.userId !== opened.user.id) return itemNotFound();
  const parsed = parseBody(ruleBody.refine(saysSomething), call.body, 'messageRule');
  if ('refusal' in parsed) return parsed.refusal;
  const changed = { ...row, rule: { ...row.rule, ...parsed.value } };
  tenant.commit([{ put: 'rule', row: changed }]);
  return ok({ id: changed.id, ...changed.rule });
};

const deleteRule: Handler = (tenant, { id = '', rule = '' }) => {
  const opened = openMailbox(tenant, id);
  if ('refusal' in opened) return opened.refusal;
  if (tenant.get('rule', rule)?.userId !== opened.user.id) return itemNotFound();
  tenant.commit([{ remove: 'rule', id: rule }]);
  return noContent;
};

/** Inbox rules; the sandbox has them on the inbox alone, as Exchange does. */
export const inboxRuleRoutes = [
  ['GET', '/users/{id}/mailFolders/{folder}/messageRules', listRules],
  ['POST', '/users/{id}/mailFolders/{folder}/messageRules', addRule],
  ['PATCH', '/users/{id}/mailFolders/{folder}/messageRules/{rule}', patchRule],
  ['DELETE', '/users/{id}/mailFolders/{folder}/messageRules/{rule}', deleteRule],
] as const;
