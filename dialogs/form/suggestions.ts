import type { FieldId, Fields, FieldValue, Target } from '../../services/domain/case.ts';
import type { FieldRule } from '../../services/domain/procedure.ts';
import type { Chat } from '../chat.ts';
import type { FormState } from '../state.ts';

type Prefill = NonNullable<FieldRule['prefill']>;

/** What the directory says of the account, by field. */
const OF_TARGET: Readonly<Partial<Record<FieldId, (one: Target) => string | undefined>>> = {
  holderType: (one) => one.holderType,
  department: (one) => one.department,
  position: (one) => one.position,
  phone: (one) => one.phone,
  contractNumber: (one) => one.contractNumber,
  endDate: (one) => one.contractEnd,
  supervisor: (one) => one.manager?.id,
};

const plain = (value: string | undefined): FieldValue | undefined => (value ? { value } : undefined);

const VALUES: Readonly<
  Record<Prefill, (chat: Chat, form: FormState, field: FieldId) => FieldValue | undefined>
> = {
  requesterDepartment: ({ turn }) => plain(turn.asker.department),
  requesterManager: ({ turn }) => {
    const { manager } = turn.asker;
    return manager && { value: manager.id, shown: manager.name };
  },
  targetHolder: (_chat, { draft }, field) => {
    const value = draft.target && OF_TARGET[field]?.(draft.target);
    const shown = field === 'supervisor' ? draft.target?.manager?.name : undefined;
    return value ? { value, ...(shown !== undefined && { shown }) } : undefined;
  },
  today: ({ turn }) => plain(turn.desk.today()),
};

/** What the procedure fills in without asking, from the asker and the account. */
export function suggestionsFor(chat: Chat, form: FormState): Fields {
  const rules = chat.turn.desk.procedure.kinds[form.draft.kind]?.fields ?? [];
  return Object.fromEntries(
    rules.flatMap((rule) => {
      const value = rule.prefill && VALUES[rule.prefill](chat, form, rule.id);
      return value ? [[rule.id, value]] : [];
    }),
  );
}
