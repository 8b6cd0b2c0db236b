/** Messages of the desk to one person that belong to no single case. */
export const bulletins = {
  digest: {
    above: 'Mesa de Servicios',
    title: 'Su día: {{day}}',
    text: 'Casos abiertos a su cargo: {{count}}.',
    line: 'Resumen del {{day}}.',
    list: 'Ver mis casos',
    seen: 'Visto',
  },
  contract_end: {
    above: 'Mesa de Servicios',
    title: 'Contratos que terminan',
    text_one: 'Un contrato espera su respuesta; termina el {{date}}.',
    text_other: '{{count}} contratos esperan su respuesta; el primero termina el {{date}}.',
    explain:
      'Si confirma el fin, la cuenta se inactiva al cierre de ese día, con copia del buzón. Si se prorroga, sigue activa hasta la nueva fecha.',
    ends: 'Contrato {{number}} · termina el {{date}}',
    endsPlain: 'Termina el {{date}}',
    why: {
      silent: '{{whose}} no ha respondido.',
      not_mine: '{{whose}} dice que no es de su equipo.',
    },
    ask: '¿Qué pasa con la cuenta de {{name}}?',
    choose: 'Escoja una respuesta',
    answer: {
      extend: 'Se prorroga el contrato',
      confirm: 'Confirmo el fin',
      not_mine: 'No es de mi equipo',
    },
    contract: 'Contrato nuevo o adición de {{name}}',
    until: 'Nueva fecha de fin de {{name}}',
    status: {
      extend: 'Para prorrogar me faltan el número del contrato o de la adición y la nueva fecha de fin.',
      ended:
        'El contrato ya terminó y la cuenta se inactiva con el caso {{code}}. Si hubo prórroga, regístrela y la cuenta vuelve con todo lo que tenía.',
      confirmed: '✓ Fin confirmado: se inactiva al cierre del {{date}}.',
      extending: '✓ Prórroga hasta el {{until}} en trámite: {{code}}.',
      reactivating: '✓ Reactivación con el contrato hasta el {{until}} en trámite: {{code}}.',
      not_mine: '✓ Lo revisa la dirección de TIC.',
    },
    problem: {
      details: 'Escriba el número del contrato o de la adición, y escoja la nueva fecha de fin.',
      date: 'La nueva fecha de fin tiene que ser posterior al {{date}} y estar por venir.',
      number: 'No reconozco ese número de contrato. Escríbalo como en el contrato, por ejemplo CPS-045-2026.',
      busy: 'Otro caso trabaja en esta cuenta en este momento. Inténtelo de nuevo cuando termine.',
      moved:
        'Esta cuenta cambió mientras tanto: su contrato o su supervisor son otros. Ya no hay que responder aquí.',
      refused: 'No pude abrir el caso para esta cuenta. Escríbame «hablar con una persona» y lo vemos.',
    },
    page: 'Página {{page}} de {{pages}}',
    send: 'Enviar respuestas',
    next: 'Enviar y ver más personas',
    allEnd: 'Confirmar el fin de todos',
    replaced: 'Contratos que terminan: la lista al día está más abajo.',
    done: 'Contratos que terminan: {{- told}}. Gracias.',
    line: {
      confirmed_one: 'un fin confirmado',
      confirmed_other: '{{count}} fines confirmados',
      extended_one: 'una prórroga',
      extended_other: '{{count}} prórrogas',
      passed_one: 'uno pasó a la dirección de TIC',
      passed_other: '{{count}} pasaron a la dirección de TIC',
    },
  },
};
