/** Small values that outlive a process: the people cursor, the sandbox clock's offset, the made history key. */
export interface SettingsStore {
  read(name: string): Promise<string | undefined>;
  write(name: string, value: string): Promise<void>;
}
