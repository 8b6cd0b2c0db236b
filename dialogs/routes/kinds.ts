import type { Kind } from '../../services/domain/case.ts';
import type { Intent } from '../recognition/recogniser.ts';

/** The intents that begin a request, the kind that each begins, and the words without which a message is no such request. */
export const REQUESTS: Readonly<Partial<Record<Intent, { readonly kind: Kind; readonly says: RegExp }>>> = {
  create_account: {
    kind: 'create',
    says: /\bcre(?:ar|a|en|e|acion|emos)\b|\b(?:cuentas?|correos?) (?:nuev|para|institucional)|\bnuev[oa] (?:cuenta|correo)|\balta\b|\babr(?:ir|an|a)\b.{0,20}(?:cuenta|correo)|necesit\w+ (?:un[a]? |otr[oa] )?(?:correo|cuenta)|\bcreate\b|\bnew (?:account|mailbox|e?-?mail)|\bset up\b/,
  },
  modify_account: {
    kind: 'modify',
    says: /\bcambi|\bactualiz|\bmodific|\bcorrij|\bcorreg|\bampli|\bprorrog|\bagreg|\bañad|\banad|\bchange\b|\bupdate\b|\bextend\b|\brename\b|\badd\b/,
  },
  activate_account: {
    kind: 'activate',
    says: /\b(?:re)?activ(?:ar|en|e|a|emos|acion)|\b(?:re|des)?habilit|\bdesbloque|\b(?:re)?activate|\bre-?enable|\benable\b/,
  },
  deactivate_account: {
    kind: 'deactivate',
    says: /\binactiv|\bdesactiv|\bdeshabilit|\b(?:dar|den|de) de baja|\bbaja\b|\belimin|\bsuspend|\bbloque|\bretir(?:ar|en)\b|\bcerrar\b|\bdeactivat|\bdisabl|\bremov|\bclose\b|\bshut\b/,
  },
  reset_password: {
    kind: 'reset',
    says: /\bcontrasena|\bclave\b|\bpassword|\bbloquead[oa]\b|\blocked\b/,
  },
  report_failure: {
    kind: 'failure',
    says: /\bno (?:me |le |nos |puedo|puede|deja|abre|sirve|funciona|llega|recib|env)|\berror\b|\bfall[ao]|\bcaid[oa]|\blleno\b|\blent[oa]|n[o']?t work|\bcan'?t\b|\bcannot\b|\bfail|\bdown\b/,
  },
  talk_to_person: {
    kind: 'assistance',
    says: /\bpersona\b|\bhumano|\basesor|\bagente\b|\bespecialista\b|\bingenier|\balguien\b|\bllam|\bperson\b|\bhuman\b|\bagent\b|\bsomeone\b|\bsomebody\b|\bspeak\b|\btalk\b/,
  },
};

/** The kind of request that an intent begins; undefined for everything else that people say. */
export function kindOf(intent: string): Kind | undefined {
  return REQUESTS[intent as Intent]?.kind;
}

/** The intent that begins a kind. */
export function intentOf(kind: Kind): Intent {
  const found = (Object.keys(REQUESTS) as Intent[]).find((one) => REQUESTS[one]?.kind === kind);
  return found ?? 'talk_to_person';
}
