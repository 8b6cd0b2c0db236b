/** What the desk writes about a case: the words above a card, progress, outcomes, and the line left of a card. */
export const notices = {
  line: '**{{code}}** · {{what}}.',
  status: {
    summary: '{{code}}: {{about}}.',
  },
  /** What has happened, to the requester. */
  now: {
    awaiting_supervisor: 'Espera la autorización de {{supervisor}}.',
    in_review: 'La revisa {{assignee}}.',
    awaiting_data: 'Nos falta un dato suyo para seguir.',
    scheduled: 'Aprobada; empieza el {{date}}.',
    fulfilling: 'Aprobada; ya se está haciendo.',
    attending: 'La está viendo {{assignee}}.',
    needs_attention: 'Un paso no salió y lo está resolviendo {{assignee}}.',
    delivering: 'Ya está lista; el acceso lo entrega {{recipient}}.',
    resolved: 'Ya está hecho.',
    treating: 'Ya terminó. La dirección de TIC documenta por qué tardó más de lo prometido.',
    closed: 'Ya terminó.',
  },
  /** What is next, to the requester. */
  next: {
    awaiting_supervisor: 'En cuanto responda, le cuento.',
    in_review: 'Normalmente toma {{usual}} desde que se recibe.',
    awaiting_data: 'Respóndame en la pregunta que le envié, o escríbalo aquí mismo.',
    scheduled: 'Ese día comienza sola. Hasta entonces puede retirarla.',
    fulfilling: 'No tiene que hacer nada; le aviso cuando termine.',
    needs_attention: 'No tiene que hacer nada; sigue en cuanto se arregle.',
    delivering: 'Cuando la entregue le pregunto si todo quedó bien.',
    resolved: 'Confírmeme si todo quedó bien; si no, se reabre.',
    treating: 'Si algo falta, escríbame y lo vemos.',
    closed: 'Si algo falta, escríbame y lo vemos.',
  },
  /** How a case ended. */
  ended: {
    fulfilled: 'Quedó atendida.',
    rejected: 'No se aprobó: {{remark}}',
    not_authorised: '{{supervisor}} no la autorizó: {{remark}}',
    withdrawn: 'Se retiró y no se hizo ningún cambio.',
    unanswered: 'Se cerró porque no llegó la respuesta que faltaba.',
  },
  /** What answered a card, on the line that is left of it. */
  deed: {
    approve: 'Aprobado por {{by}} el {{when}}.',
    reject: 'No aprobado por {{by}} el {{when}}: {{remark}}',
    turn_down: 'No puede atenderse: {{remark}}',
    authorise: 'Autorizado por {{by}} el {{when}}.',
    not_authorise: 'No autorizado por {{by}} el {{when}}: {{remark}}',
    withdraw: 'Lo retiró {{by}} el {{when}}.',
    add_data: 'Respondido por {{by}} el {{when}}.',
    record_answer: 'Respuesta registrada por {{by}} el {{when}}.',
    receive_mail: 'Respondido por correo el {{when}}.',
    resolve_by_hand: 'Resuelto por {{by}} el {{when}}.',
    request_data: '{{by}} pidió datos el {{when}}.',
    retry: '{{by}} lo reintentó el {{when}}.',
    resend_mail: '{{by}} hizo enviar de nuevo el correo el {{when}}.',
    return_mail: '{{by}} pidió devolver el correo el {{when}}.',
    skip_mail: '{{by}} siguió sin devolver el correo el {{when}}.',
    step_by_hand: '{{by}} lo hizo a mano el {{when}}.',
    acknowledge: 'Entregado y explicado por {{by}} el {{when}}.',
    confirm: '{{by}} confirmó el {{when}} que todo quedó bien.',
    reopen: '{{by}} lo reabrió el {{when}}: {{remark}}',
    close_unanswered: 'Se cerró el {{when}} porque no llegó la respuesta.',
    close_confirmed: 'Se cerró el {{when}}; nadie dijo que faltara algo.',
    treat_nonconformity: '{{by}} dejó la causa y el remedio el {{when}}.',
    return_all: '{{by}} pidió la devolución completa el {{when}}.',
    approve_return: '{{by}} aprobó la devolución completa el {{when}}.',
    stop: '{{by}} la detuvo el {{when}}.',
    taken: 'Lo atiende {{assignee}}.',
    fulfilled: 'Ya está atendido.',
  },
  turnedDown: {
    contract_extended: 'el contrato de {{subject}} se prorroga, así que la cuenta sigue activa.',
    target_administrator:
      'la cuenta de {{subject}} administra el directorio y no se cambia desde la mesa. Hable con la dirección de TIC.',
    target_shared:
      '{{subject}} es un buzón compartido y no la cuenta de una persona. Escriba «hablar con una persona».',
    target_busy:
      'otro caso está trabajando en la cuenta de {{subject}}. Cuando termine, puede pedirlo de nuevo.',
    target_enabled:
      'la cuenta de {{subject}} ya está activa. Si no puede entrar, pídame un cambio de contraseña.',
    target_disabled: 'la cuenta de {{subject}} está inactiva. Si debe volver a funcionar, pídame activarla.',
    target_unknown: 'la cuenta de {{subject}} ya no está en el directorio.',
    other: 'el directorio no deja trabajar en esa cuenta. Escriba «hablar con una persona» y lo revisamos.',
  },
  decision: {
    text: '**{{code}}** · {{what}}. Pide {{requester}}.',
    mail: '**{{code}}**: la cuenta de {{subject}} ya está activa. Diga si se devuelve el correo anterior.',
    byHand: '**{{code}}**: falta un paso que se hace a mano: {{step}}.',
    summary: '{{code}}: {{about}}. Pide {{requester}}.',
  },
  authorisation: {
    text: '{{requester}} pidió esto: {{about}}. ¿Lo autoriza?',
    deactivate: '{{requester}} pidió inactivar la cuenta de {{subject}}. ¿Lo autoriza?',
    kept: 'La cuenta no se elimina y puede reactivarse.',
  },
  data_requested: {
    text: 'Para seguir con **{{code}}**, {{by}} necesita: **{{fields}}**. También se lo envié por correo. Puede responder aquí mismo.',
    unmailed: 'Para seguir con **{{code}}**, {{by}} necesita: **{{fields}}**. Puede responder aquí mismo.',
    unmailedNoFields: 'Para seguir con **{{code}}**, {{by}} tiene una pregunta. Puede responder aquí mismo.',
    noFields:
      'Para seguir con **{{code}}**, {{by}} tiene una pregunta. También se lo envié por correo. Puede responder aquí mismo.',
    summary: 'Una pregunta sobre {{code}}: {{about}}.',
    says: '{{by}} escribe:',
    note: '¿Algo más que debamos saber? (opcional)',
    answer: 'Su respuesta',
    mailed: 'También se lo envié por correo. Puede escribirme la respuesta en el chat.',
    until:
      'Si no hay respuesta hasta el {{closing}}, el caso se cierra; aun así podrá contestar durante {{answerDays}} días más.',
  },
  data_received: {
    text: '{{by}} respondió en **{{code}}**.',
    byMail: '{{by}} respondió por correo en **{{code}}**.',
    see: 'La respuesta está en el caso.',
  },
  scheduled: {
    text: 'Aprobada: **{{code}}** empieza el {{date}}. Hasta entonces puede retirarla.',
  },
  ready: {
    text: 'La cuenta de {{subject}} ya está lista: **{{address}}**. El acceso lo entrega {{recipient}}.',
  },
  delivery: {
    text: 'La cuenta de {{subject}} ya está lista.',
    renewed: 'El acceso de {{subject}} ya puede renovarse.',
    signIn:
      'Se entra a Outlook o a Teams con esa dirección y la contraseña que aquí se revela. El sistema pide cambiarla por una propia.',
    secret:
      'Al revelar, solo usted verá el acceso y no queda guardado. Si lo pierde, púlselo otra vez y el anterior deja de servir.',
    acknowledged: '✓ {{recipient}} confirmó la entrega: {{when}}',
  },
  /** Points of the induction; which of them, the procedure says. */
  induction: {
    firstSignIn: 'La contraseña se cambia al entrar por primera vez y no se comparte con nadie.',
    personalUse: 'La cuenta es de una sola persona y para asuntos de la entidad.',
    retention: 'Al terminar el contrato la cuenta se inactiva; el correo queda guardado por la entidad.',
    report: 'Un correo sospechoso se reporta aquí, en la mesa, sin abrir enlaces ni adjuntos.',
  },
  attention: {
    text: '**{{code}}** se detuvo: {{step}}.',
    someStep: 'un paso de la orden de trabajo',
    next: 'Corrija la causa y reintente; lo que ya está hecho no se repite.',
  },
  solved: {
    create: 'La cuenta de {{subject}} ya está funcionando: **{{address}}**. ¿Todo bien?',
    modify: 'El cambio en la cuenta de {{subject}} ya está hecho. ¿Todo bien?',
    activate: 'La cuenta de {{subject}} está activa otra vez. ¿Todo bien?',
    deactivate:
      'La cuenta de {{subject}} quedó inactiva, con copia del buzón guardada. No se eliminó y puede reactivarse. ¿Todo bien?',
    bulk_deactivate: 'La inactivación masiva **{{code}}** terminó. ¿Todo bien?',
    reset: 'El acceso de {{subject}} quedó renovado. ¿Todo bien?',
    failure: 'La falla que reportó en **{{code}}** quedó resuelta. ¿Ya le funciona?',
    assistance: 'Su consulta **{{code}}** quedó atendida. ¿Todo bien?',
    remark: 'Lo que se hizo: {{remark}}',
    ask: 'Con «Todo bien» se cierra. Si algo falta, cuénteme qué y se reabre.',
  },
  rejected: {
    text: '{{by}} revisó **{{code}}** y no se aprobó: {{remark}}\n\nSi cree que falta información, escríbamela y lo vemos.',
    byDesk: 'No se puede seguir con **{{code}}**: {{remark}}',
  },
  not_authorised: {
    text: '{{supervisor}} no autorizó **{{code}}**: {{remark}}\n\nNo se hizo ningún cambio en la cuenta.',
  },
  withdrawn: {
    text: '{{requester}} retiró **{{code}}** ({{about}}). No hay nada que hacer en él.',
  },
  handed_over: {
    text: '**{{code}}** ({{about}}) ahora está a cargo de {{assignee}}.',
  },
  reopened: {
    text: '{{by}} reabrió **{{code}}** ({{about}}).',
    remark: 'Dice: {{remark}}',
    none: 'No dijo qué falta.',
  },
  closed: {
    text: '**{{code}}** está cerrado.',
    reopen: 'Si algo no quedó bien, puede reabrirlo durante {{days}} días.',
    answer: 'Si me responde en los próximos {{answerDays}} días, el caso sigue donde iba.',
  },
  data_reminder: {
    text: 'Le recuerdo que **{{code}}** espera su respuesta: **{{fields}}**. Puede responder aquí mismo, hasta el {{closing}}.',
    noFields:
      'Le recuerdo que **{{code}}** espera su respuesta. Puede responder aquí mismo, hasta el {{closing}}.',
  },
  authorisation_reminder: {
    text: 'Le recuerdo que **{{code}}** espera su respuesta: {{requester}} pidió esto: {{about}}. ¿Lo autoriza?',
  },
  confirmation_reminder: {
    text: '**{{code}}** ({{about}}) ya está hecho. ¿Todo quedó bien? Si no me dice nada, se cierra el {{closing}}.',
  },
  delivery_reminder: {
    text: '**{{code}}**: el acceso de {{subject}} sigue sin entregarse. Cuando pueda, revélelo y entréguelo.',
  },
  undelivered: {
    text: '**{{code}}**: {{recipient}} no ha recibido el acceso de {{subject}}. El caso sigue abierto; conviene hablar con esa persona.',
  },
  decided_for_you: {
    authorise: 'En su lugar, {{by}} autorizó **{{code}}** ({{about}}) el {{when}}.',
    not_authorise: 'En su lugar, {{by}} no autorizó **{{code}}** ({{about}}) el {{when}}: {{remark}}',
  },
  deadline_warning: {
    text: '**{{code}}** ({{about}}) está por vencer.',
  },
  nonconformity: {
    text: '**{{code}}** ({{about}}) pasó del plazo: servicio no conforme. Falta su causa y su remedio.',
    first_response: 'Nadie lo atendió dentro de {{promised}}.',
    resolution: 'No quedó resuelto dentro de {{promised}}.',
    since: 'Venció el {{at}}',
    hold: 'Mientras falten, el caso no puede cerrarse. A {{requester}} se le contará la causa y la nueva fecha.',
  },
  authorise_in_teams: {
    text: '**{{code}}**: la autorización no puede darse por correo. Pulse uno de los botones de la tarjeta.',
  },
  delay: {
    text: '**{{code}}** tardó más de lo prometido. La causa: {{cause}}',
    promised: 'Quedará a más tardar el {{date}}.',
    remedy: 'Qué se hace: {{remedy}}',
  },
  lost_mail: {
    text: '**{{code}}** ({{about}}): el correo para {{whom}} no llegó.',
    over: '**{{code}}**: el correo que no había llegado ya no hace falta.',
  },
  low_mark: {
    text: '{{requester}} calificó **{{code}}** ({{about}}) con **{{mark}}**.',
    comment: 'Comentó: {{comment}}',
    none: 'No dejó comentario. Puede ser buena idea preguntarle qué pasó.',
  },
};
