import { expect, it } from 'vitest';
import { playgroundConfig } from '../../bot/playground.ts';
import { seedPersonas } from '../../services/sandbox/tenant-seed.ts';

it.each(seedPersonas.map((one) => [one.key, one] as const))(
  '%s gets a Playground of their own, with the five other users that it wants',
  (_key, persona) => {
    const config = JSON.parse(playgroundConfig(persona));
    expect(config.currentUser).toMatchObject({
      aadObjectId: persona.id,
      userPrincipleName: persona.userPrincipalName,
    });
    const ids = [config.currentUser, ...config.users].map((one: { id: string }) => one.id);
    expect(new Set(ids).size).toBe(6);
    expect(config.bot.name.length).toBeLessThanOrEqual(42);
    expect(config.team.channels).toHaveLength(1);
  },
);

it('no two personas share a chat: notices find each by it', () => {
  const chats = seedPersonas.map((one) => JSON.parse(playgroundConfig(one)).personalChat.id);
  expect(new Set(chats).size).toBe(seedPersonas.length);
});
