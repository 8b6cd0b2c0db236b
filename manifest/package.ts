import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { buildPackage } from './build-package.ts';
import { checkPackage } from './check-package.ts';
import { type PackageOptions, packageOptions, USAGE } from './package-options.ts';

/**
 * `npm run package`: builds the Teams app package in the project's folder and checks it offline. Exit code 0 and
 * the package's path, 1 and the package's problems (no package is left behind), or 2 and the usage.
 */
async function main(): Promise<number> {
  const options = packageOptions(process.argv.slice(2));
  if ('problems' in options) {
    console.error([...options.problems, '', USAGE].join('\n'));
    return 2;
  }
  const zip = buildPackage('manifest', versionOfProject(), options);
  const problems = await checkPackage(zip);
  if (problems.length > 0) {
    rmSync(options.out, { force: true });
    console.error(problems.join('\n'));
    return 1;
  }
  mkdirSync(dirname(options.out), { recursive: true });
  writeFileSync(options.out, zip);
  console.log(written(zip, options));
  return 0;
}

function versionOfProject(): string {
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync('package.json', 'utf8'))).version;
}

function written(zip: Uint8Array, { out, appId, domain, sample }: PackageOptions): string {
  const what = `${out}: valid, ${zip.length} bytes, app ${appId}, bot at ${domain}`;
  return sample ? `${what}\nThis is a sample. To publish: ${USAGE.split('\n')[0]}` : what;
}

process.exitCode = await main();
