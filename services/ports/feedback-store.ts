/** What somebody meant by a message that the desk was unsure of: material for training, without personal data. */
export interface ChosenIntent {
  /** The message with its data replaced by placeholders. */
  readonly text: string;
  readonly locale: string;
  /** The intents that were offered, likeliest first. */
  readonly offered: readonly string[];
  readonly chosen: string;
  /** Day, `YYYY-MM-DD`: an instant would lead to the case that was opened right after. */
  readonly at: string;
}

/** What people chose; nothing here leads to a person, a conversation or a case. */
export interface FeedbackStore {
  add(example: ChosenIntent): Promise<void>;
  /** Everything, in an order that says nothing about when it came. */
  all(): AsyncIterable<ChosenIntent>;
}
