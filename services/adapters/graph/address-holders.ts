import { z } from 'zod';
import type { Directory } from '../../ports/directory.ts';
import { expected } from './answers.ts';
import { readTogether } from './batch.ts';
import type { DirectoryDeps } from './directory-reads.ts';
import { readExtension, selectedExtensions } from './extensions.ts';
import { literal, queryString } from './odata.ts';

const holder = z.looseObject({ id: z.string().min(1), userPrincipalName: z.string().nullish() });
const holders = z.object({ value: z.array(holder) });

type Holder = z.output<typeof holder>;

/** A soft-deleted user keeps its UPN behind its own id without dashes; `xana@` must not pass for `ana@`. */
function wasNamed(user: Holder, address: string): boolean {
  const upn = user.userPrincipalName?.toLowerCase() ?? '';
  return upn === address || upn === `${user.id.replaceAll('-', '').toLowerCase()}${address}`;
}

/**
 * `holdersOfAddress`: whoever has the address as UPN, mail or proxy address, and the soft-deleted who had it. The
 * first two reads are strongly consistent; the UPN of a deleted user can only be asked by its end, from the index.
 */
export async function readHolders(
  deps: DirectoryDeps,
  rawAddress: string,
): Promise<Awaited<ReturnType<Directory['holdersOfAddress']>>> {
  const op = 'users.byAddress';
  const address = rawAddress.toLowerCase();
  const select = ['id', 'userPrincipalName', ...selectedExtensions(deps.extensions)];
  const proxies = `proxyAddresses/any(p:p eq ${literal(`smtp:${address}`)} or p eq ${literal(`SMTP:${address}`)})`;
  const byMail = `mail eq ${literal(address)} or ${proxies}`;
  const deleted = '/directory/deletedItems/microsoft.graph.user';
  const answers = await readTogether(deps.client, op, [
    {
      path: `/users${queryString({ select, filter: `userPrincipalName eq ${literal(address)} or ${byMail}` })}`,
    },
    { path: `${deleted}${queryString({ select, filter: byMail })}` },
    {
      path: `${deleted}${queryString({ select, filter: `endswith(userPrincipalName,${literal(address)})`, count: true })}`,
      headers: { ConsistencyLevel: 'eventual' },
    },
  ]);
  const [living = [], byDeletedMail = [], byDeletedName = []] = answers.map(
    (answer) => expected(op, holders, answer).value,
  );
  const gone = new Map<string, Holder>();
  for (const each of byDeletedMail) gone.set(each.id, each);
  for (const each of byDeletedName) if (wasNamed(each, address)) gone.set(each.id, each);
  const told = (each: Holder, isDeleted: boolean) => ({
    id: each.id,
    caseCode: readExtension(deps.extensions, 'caseCode', each),
    deleted: isDeleted,
  });
  return [...living.map((each) => told(each, false)), ...[...gone.values()].map((each) => told(each, true))];
}
