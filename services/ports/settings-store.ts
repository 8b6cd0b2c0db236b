/** Small values that outlive a process: the people cursor, the sandbox clock's offset, the made history key. */
export interface SettingsStore {
  read(name: string): Promise<string | undefined>;
  write(name: string, value: string): Promise<void>;
  /** Writes where the value is still `expected` (undefined: none); false where somebody else wrote meanwhile. */
  replace(name: string, expected: string | undefined, value: string): Promise<boolean>;
}
