import { z } from 'zod';
import { FIELD_IDS, HOLDER_TYPES, KINDS } from './case.ts';

const fieldId = z.enum(FIELD_IDS);
const holderType = z.enum(HOLDER_TYPES);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Steps that a work order can hold; each is one file in `usecases/steps/`. */
export const STEP_KINDS = [
  'check_target',
  'claim_address',
  'create_user',
  'set_manager',
  'assign_licence',
  'add_to_groups',
  'await_mailbox',
  'snapshot_account',
  'hide_from_lists',
  'block_sign_in',
  'revoke_sessions',
  'back_up_mailbox',
  'verify_backup',
  'remove_licence',
  'restore_licence',
  'restore_groups',
  'restore_manager',
  'restore_settings',
  'restore_mailbox',
  'enable_sign_in',
  'update_contract',
  'update_profile',
  'add_alias',
  'change_quota',
  'change_licence',
  'add_to_group',
  'set_permissions',
  'set_forwarding',
  'verify_identity',
  'recover_mail',
  'attend_person',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** What a modification can change. */
export const CHANGES = [
  'name',
  'position',
  'department',
  'phone',
  'supervisor',
  'contract',
  'alias',
  'quota',
  'licence',
  'group',
  'permissions',
  'forwarding',
] as const;
export type Change = (typeof CHANGES)[number];

/** When a field is wanted: always, or only under these holder types or changes. */
const condition = z
  .object({ holderType: z.array(holderType).optional(), change: z.array(z.enum(CHANGES)).optional() })
  .strict();

const fieldRule = z
  .object({
    id: fieldId,
    required: z.boolean().default(true),
    when: condition.optional(),
    /** Filled in without asking, and shown for correction. */
    prefill: z.enum(['requesterDepartment', 'requesterManager', 'targetHolder', 'today']).optional(),
  })
  .strict();

const kindRules = z
  .object({
    /** `new`: an account is to be made; `existing`: the request is about one; `none`: about neither. */
    target: z.enum(['new', 'existing', 'none']),
    fields: z.array(fieldRule),
    /** Who may ask at all; `anyone` is every person of the directory. */
    mayAsk: z.array(z.enum(['anyone', 'holder', 'supervisor', 'liaison', 'specialist', 'deskLead'])).min(1),
    /** `supervisor`: without the supervisor's formal request the case goes no further. */
    authorisation: z.enum(['none', 'supervisor']),
    /** False: nobody has to approve it; it goes straight to its work order. */
    review: z.boolean().default(true),
    /** Accounts that the kind refuses. */
    refuses: z.array(z.enum(['administrator', 'shared', 'busy', 'enabled', 'disabled'])).default([]),
    /** What Graph cannot tell and the specialist has to make sure of before approving; locale keys below `card.confirm`. */
    confirms: z.array(z.enum(['no_hold'])).default([]),
    /** The work order; for a modification `changes` adds its steps at `apply`. */
    steps: z.array(z.enum(STEP_KINDS)),
    /** A future date in this field makes a scheduled case. */
    startsOn: fieldId.optional(),
    delivery: z
      .object({
        recipient: z.enum(['supervisor', 'requester', 'holder']),
        /** Points of the induction that the recipient acknowledges; locale keys below `induction`. */
        induction: z.array(z.string()),
      })
      .strict()
      .optional(),
  })
  .strict();

const changeRules = z
  .object({
    /** The field that carries the new value. */
    value: fieldId,
    steps: z.array(z.enum(STEP_KINDS)).min(1),
    /** True: asked by the holder or the supervisor, it needs no specialist. */
    unattended: z.boolean().default(false),
  })
  .strict();

/** Working time: whole office days and hours. */
const duration = z
  .object({ days: z.number().int().nonnegative().default(0), hours: z.number().nonnegative().default(0) })
  .strict()
  .refine(({ days, hours }) => days + hours > 0, 'a duration is longer than nothing');

/** Working days after which somebody is reminded, rising. */
const reminders = z
  .array(z.number().int().positive())
  .refine(
    (days) => days.every((one, at) => at === 0 || one > (days[at - 1] ?? 0)),
    'reminders come in order',
  );

/** Silence of whoever asked: of a question, and of a finished case. */
const waitingRules = z
  .object({
    remindAfterDays: reminders.default([1, 3]),
    closeAfterDays: z.number().int().positive().default(5),
    /** Calendar days within which an answer still resumes a case that was closed for want of it. */
    answerAfterClosingDays: z.number().int().positive().default(30),
    /** A finished case that nobody confirms closes after so many working days. */
    confirmWithinDays: z.number().int().positive().default(5),
  })
  .strict();

/** Silence of whoever should authorise: reminders, then somebody else is asked. Silence never authorises. */
const silenceRules = z
  .object({
    remindAfterDays: reminders.default([1]),
    escalateAfterDays: z.number().int().positive().default(2),
  })
  .strict();

/** The contract calendar: what happens around the last day of a contract. */
const contractRules = z
  .object({
    /** Calendar days before the last day on which the supervisor is told, falling. */
    remindDaysBefore: z
      .array(z.number().int().positive().max(365))
      .min(1)
      .refine(
        (days) => days.every((one, at) => at === 0 || one < (days[at - 1] ?? 0)),
        'the reminders come nearer to the end',
      )
      .default([30, 15, 5]),
    /** Calendar days before it on which a silent supervisor's people are put to somebody else, once. */
    escalateDaysBefore: z.number().int().nonnegative().default(2),
    /** To whom: the supervisor's own manager (the desk leads where there is none), or the desk leads at once. */
    escalateTo: z.enum(['manager', 'desk']).default('manager'),
    /** Whose accounts end with the contract. An official's never does. */
    endsFor: z.array(z.enum(['contractor', 'operator'])).default(['contractor', 'operator']),
  })
  .strict();

const serviceRules = z
  .object({
    /** Share of the time after which specialist and desk lead are warned. */
    warnAt: z.number().gt(0).lt(1).default(0.8),
    kinds: z
      .partialRecord(z.enum(KINDS), z.object({ firstResponse: duration, resolution: duration }).strict())
      .default({}),
  })
  .strict();

/** A text of the profile in the desk's languages. */
const said = z.object({ es: z.string().min(1), en: z.string().min(1) }).strict();

/** The indicator that the procedure publishes: resolved / received x 100, by whom it is answered for, and its target. */
const indicatorRules = z
  .object({
    name: said.default({ es: 'Solicitudes resueltas', en: 'Requests resolved' }),
    owner: said.default({ es: 'la dirección de TIC', en: 'the head of technology' }),
    /** The period by which it is published, and which is meant where none is said. */
    period: z.enum(['month', 'quarter', 'year']).default('quarter'),
    /** Per cent that should be reached. */
    target: z.number().gt(0).max(100).default(90),
  })
  .strict();

const surveyRules = z
  .object({
    /** Calendar days from the end in which a mark can be given or changed. */
    openDays: z.number().int().positive().default(15),
  })
  .strict();

/** A mass deactivation: when it is more than expected, how fast it goes, how long it can be taken back. */
const massRules = z
  .object({
    /** Nothing starts by itself above the smaller of the two. */
    brake: z
      .object({
        /** Share of the register's accounts in use. Of an empty register it is none: everything is held then. */
        share: z.number().gt(0).max(1).default(0.3),
        most: z.number().int().positive().default(300),
      })
      .strict()
      .prefault({}),
    /** What lets a larger one go on: only a smaller list, or a desk lead's second look as well. */
    onBrake: z.enum(['narrow', 'second_look']).default('second_look'),
    /** Accounts worked on at once; Graph's quota is everybody's. */
    inFlight: z.number().int().min(1).max(50).default(3),
    /** Accounts read at once in the dry run. */
    readAtOnce: z.number().int().min(1).max(20).default(4),
    /** A dry run older than this many hours is read again before anything starts. */
    readingHolds: z.number().positive().default(4),
    /** Calendar days after its end within which it can be returned as a whole. */
    returnDays: z.number().int().positive().default(20),
  })
  .strict();

/**
 * An entity's procedure as data: what is asked, who may ask, who approves, which steps follow, by when.
 * Source of the rules: the entity's published procedure, named in `source`.
 */
export const procedureSchema = z
  .object({
    id: z.string().regex(/^[a-z0-9-]+$/),
    name: z.string(),
    source: z.string(),
    country: z.enum(['CO', 'MX']),
    timeZone: z.string(),
    codePrefix: z.string().regex(/^[A-Z]{2,4}$/),
    holderTypes: z.array(holderType).min(1),
    hours: z
      .object({
        weekdays: z.array(z.number().int().min(1).max(7)).min(1),
        opens: timeOfDay,
        closes: timeOfDay,
      })
      .strict()
      .refine(({ opens, closes }) => opens < closes, 'the office closes after it opens'),
    /** The entity's own closed days, beside the country's holidays. */
    closedDays: z.array(date).default([]),
    /** Days of Holy Week on which the entity closes without a law: days from Easter Sunday, -3 for Thursday. */
    closedAroundEaster: z.array(z.number().int().min(-7).max(7)).default([]),
    kinds: z.partialRecord(z.enum(KINDS), kindRules),
    changes: z.partialRecord(z.enum(CHANGES), changeRules).default({}),
    waiting: waitingRules.prefault({}),
    authorisation: silenceRules.prefault({}),
    /** Who gets a case that comes for review: the specialist with the fewest open ones, or all until one takes it. */
    assignment: z.enum(['least_loaded', 'all']).default('least_loaded'),
    service: serviceRules.prefault({}),
    indicator: indicatorRules.prefault({}),
    survey: surveyRules.prefault({}),
    mass: massRules.prefault({}),
    /** Absent: the desk does not watch contracts. */
    contracts: contractRules.optional(),
    /** Days within which a closed case may be reopened. */
    reopenDays: z.number().int().positive(),
    /** Usual working days from review to done, told to who asks how long it takes. */
    usualDays: z.number().int().positive(),
  })
  .strict();

export type Procedure = z.output<typeof procedureSchema>;
export type ProcedureInput = z.input<typeof procedureSchema>;
export type KindRules = z.output<typeof kindRules>;
export type FieldRule = z.output<typeof fieldRule>;
export type ChangeRules = z.output<typeof changeRules>;
