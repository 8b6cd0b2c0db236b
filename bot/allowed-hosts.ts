/** Whether a host is on a list: as it is, or below one that is written `.suffix`. */
export function onHostList(host: string, hosts: readonly string[]): boolean {
  return hosts.some((one) => (one.startsWith('.') ? host.endsWith(one) : host === one));
}

/** Addresses that files are fetched from and put to in a tenant: HTTPS on the listed hosts. */
export function fileHostRule(hosts: readonly string[]): (url: URL) => boolean {
  return (url) => url.protocol === 'https:' && url.port === '' && onHostList(url.hostname, hosts);
}

/** In the sandbox: this very server and nothing else. */
export function ownAddressRule(port: number): (url: URL) => boolean {
  return (url) =>
    url.protocol === 'http:' &&
    ['127.0.0.1', 'localhost'].includes(url.hostname) &&
    Number(url.port) === port;
}
