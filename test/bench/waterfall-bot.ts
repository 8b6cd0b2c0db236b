/**
 * What Mesa's speed is held against: Microsoft's own pattern for a form in chat, as the multi-turn prompt among the
 * Bot Framework's samples shows it. CloudAdapter, ActivityHandler, a ComponentDialog with a waterfall of text, choice
 * and confirm prompts, ConversationState and UserState on MemoryStorage. It asks for what Mesa's form asks for.
 * A program of its own: PORT says where it listens.
 */
import {
  ActivityHandler,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConversationState,
  MemoryStorage,
  type StatePropertyAccessor,
  type TurnContext,
  UserState,
} from 'botbuilder';
import {
  ChoiceFactory,
  ChoicePrompt,
  ComponentDialog,
  ConfirmPrompt,
  DialogSet,
  type DialogState,
  type DialogTurnResult,
  DialogTurnStatus,
  TextPrompt,
  WaterfallDialog,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';
import express from 'express';

interface AccountRequest {
  code?: string;
  fields?: Readonly<Record<string, unknown>>;
}

/** What is asked for in text, in order; the kind of holder is a choice. */
const QUESTIONS = [
  ['holderName', '¿Cuál es el nombre completo de la persona?'],
  ['holderType', '¿Es contratista, funcionario u operador?'],
  ['nationalId', '¿Cuál es su número de cédula?'],
  ['contractNumber', '¿Cuál es el número del contrato?'],
  ['startDate', '¿Desde qué fecha rige?'],
  ['endDate', '¿Hasta qué fecha va?'],
  ['position', '¿Qué cargo tendrá?'],
  ['personalEmail', '¿Cuál es su correo personal?'],
] as const;

class AccountForm extends ComponentDialog {
  readonly #requests: StatePropertyAccessor<AccountRequest>;
  #made = 0;

  constructor(userState: UserState) {
    super('accountForm');
    this.#requests = userState.createProperty('accountRequest');
    this.addDialog(new TextPrompt('text'));
    this.addDialog(new ChoicePrompt('choice'));
    this.addDialog(new ConfirmPrompt('confirm'));
    const questions = QUESTIONS.map((_question, at) => (step: WaterfallStepContext) => this.#ask(step, at));
    this.addDialog(
      new WaterfallDialog('waterfall', [
        ...questions,
        (step) => this.#summarise(step),
        (step) => this.#finish(step),
      ]),
    );
    this.initialDialogId = 'waterfall';
  }

  async run(context: TurnContext, state: StatePropertyAccessor<DialogState>): Promise<void> {
    const dialogs = new DialogSet(state);
    dialogs.add(this);
    const stack = await dialogs.createContext(context);
    const result = await stack.continueDialog();
    if (result.status === DialogTurnStatus.empty) await stack.beginDialog(this.id);
  }

  #keep(step: WaterfallStepContext, at: number): void {
    const [field] = QUESTIONS[at] ?? [];
    if (field) Object.assign(step.values, { [field]: step.result?.value ?? step.result });
  }

  async #ask(step: WaterfallStepContext, at: number): Promise<DialogTurnResult> {
    if (at > 0) this.#keep(step, at - 1);
    const [field, prompt] = QUESTIONS[at] ?? [];
    if (field !== 'holderType') return step.prompt('text', prompt ?? '');
    const choices = ChoiceFactory.toChoices(['contratista', 'funcionario', 'operador']);
    return step.prompt('choice', { prompt, choices });
  }

  async #summarise(step: WaterfallStepContext): Promise<DialogTurnResult> {
    this.#keep(step, QUESTIONS.length - 1);
    const request = await this.#requests.get(step.context, {});
    request.fields = { ...step.values };
    const lines = Object.values(request.fields).join(', ');
    await step.context.sendActivity(`Entendí esto: ${lines}.`);
    return step.prompt('confirm', { prompt: '¿Todo bien?' });
  }

  async #finish(step: WaterfallStepContext): Promise<DialogTurnResult> {
    const request = await this.#requests.get(step.context, {});
    if (step.result) {
      this.#made += 1;
      request.code = `WF-2026-${String(this.#made).padStart(6, '0')}`;
      await step.context.sendActivity(`Quedó registrada como ${request.code}.`);
    } else {
      request.fields = {};
      await step.context.sendActivity('Listo, la cancelé.');
    }
    return step.endDialog();
  }
}

class FormBot extends ActivityHandler {
  constructor(conversationState: ConversationState, userState: UserState, form: AccountForm) {
    super();
    const dialogState = conversationState.createProperty<DialogState>('DialogState');
    this.onMessage(async (context, next) => {
      await form.run(context, dialogState);
      await next();
    });
    this.onDialog(async (context, next) => {
      await conversationState.saveChanges(context, false);
      await userState.saveChanges(context, false);
      await next();
    });
  }
}

const storage = new MemoryStorage();
const conversationState = new ConversationState(storage);
const userState = new UserState(storage);
const bot = new FormBot(conversationState, userState, new AccountForm(userState));

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
adapter.onTurnError = async (context, error) => {
  process.stderr.write(`${error.stack ?? error.message}\n`);
  await context.sendActivity('Algo salió mal.');
  await conversationState.delete(context);
};

const app = express();
app.use(express.json());
app.get('/readyz', (_request, response) => {
  response.json({ status: 'ready' });
});
app.post('/api/messages', async (request, response) => {
  await adapter.process(request, response, (context) => bot.run(context));
});
app.listen(Number(process.env.PORT), '127.0.0.1');
