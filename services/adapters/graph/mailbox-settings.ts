import { z } from 'zod';
import { type AutomaticReply, hasTimes, type ZonedTime } from '../../domain/snapshot.ts';
import type { InboxRule } from '../../ports/mailbox.ts';
import { accepted, found } from './answers.ts';
import type { GraphClient } from './client.ts';
import { queryString, segment, userSegment } from './odata.ts';
import { collected } from './paging.ts';

const moment = z.object({ dateTime: z.string(), timeZone: z.string().nullish() }).nullish();
const settings = z.object({
  automaticRepliesSetting: z
    .object({
      status: z.enum(['disabled', 'alwaysEnabled', 'scheduled']).catch('disabled'),
      externalAudience: z.enum(['none', 'contactsOnly', 'all']).catch('none'),
      internalReplyMessage: z.string().nullish(),
      externalReplyMessage: z.string().nullish(),
      scheduledStartDateTime: moment,
      scheduledEndDateTime: moment,
    })
    .nullish(),
});
const recipients = z
  .array(z.object({ emailAddress: z.object({ address: z.string().nullish() }).nullish() }))
  .nullish();
const rule = z.object({
  id: z.string().min(1),
  displayName: z.string().nullish(),
  isEnabled: z.boolean().nullish(),
  isReadOnly: z.boolean().nullish(),
  actions: z
    .object({ forwardTo: recipients, forwardAsAttachmentTo: recipients, redirectTo: recipients })
    .nullish(),
});

const OFF = { status: 'disabled', audience: 'none', inside: '', outside: '' } as const;
const zoned = (raw: z.output<typeof moment>): ZonedTime | undefined =>
  raw ? { dateTime: raw.dateTime, timeZone: raw.timeZone ?? 'UTC' } : undefined;

/** `automaticReply`. */
export async function readAutomaticReply(
  client: GraphClient,
  userId: string,
): Promise<AutomaticReply | undefined> {
  const op = 'mailbox.reply';
  const path = `/users/${userSegment(userId)}/mailboxSettings${queryString({ select: ['automaticRepliesSetting'] })}`;
  const raw = found(op, settings, await client.ask('GET', { op, path, lane: userId }));
  if (!raw) return undefined;
  const reply = raw.automaticRepliesSetting;
  if (!reply) return OFF;
  return {
    status: reply.status,
    audience: reply.externalAudience,
    inside: reply.internalReplyMessage ?? '',
    outside: reply.externalReplyMessage ?? '',
    from: zoned(reply.scheduledStartDateTime),
    until: zoned(reply.scheduledEndDateTime),
  };
}

/** `setAutomaticReply`: the whole setting in one PATCH; times go with it only where they count. */
export async function writeAutomaticReply(
  client: GraphClient,
  userId: string,
  reply: AutomaticReply,
): Promise<void> {
  const op = 'mailbox.setReply';
  const times = hasTimes(reply) && {
    ...(reply.from && { scheduledStartDateTime: reply.from }),
    ...(reply.until && { scheduledEndDateTime: reply.until }),
  };
  const automaticRepliesSetting = {
    status: reply.status,
    externalAudience: reply.audience,
    internalReplyMessage: reply.inside,
    externalReplyMessage: reply.outside,
    ...times,
  };
  const path = `/users/${userSegment(userId)}/mailboxSettings`;
  accepted(op, await client.ask('PATCH', { op, path, lane: userId, body: { automaticRepliesSetting } }));
}

const rulesOf = (userId: string) => `/users/${userSegment(userId)}/mailFolders/inbox/messageRules`;

/** `inboxRules`. */
export async function readInboxRules(client: GraphClient, userId: string): Promise<InboxRule[]> {
  const op = 'mailbox.rules';
  const rules = await collected(client, { op, path: rulesOf(userId), lane: userId }, rule, 'none');
  return rules.map((each) => {
    const { forwardTo, forwardAsAttachmentTo, redirectTo } = each.actions ?? {};
    const targets = [...(forwardTo ?? []), ...(forwardAsAttachmentTo ?? []), ...(redirectTo ?? [])];
    return {
      id: each.id,
      displayName: each.displayName ?? each.id,
      enabled: each.isEnabled ?? false,
      readOnly: each.isReadOnly ?? false,
      forwardsTo: targets.flatMap((target) => target.emailAddress?.address?.toLowerCase() ?? []),
    };
  });
}

/** `enableRule`. */
export async function enableRule(client: GraphClient, userId: string, ruleId: string): Promise<void> {
  const op = 'mailbox.enableRule';
  const path = `${rulesOf(userId)}/${segment(ruleId)}`;
  accepted(op, await client.ask('PATCH', { op, path, lane: userId, body: { isEnabled: true } }));
}
