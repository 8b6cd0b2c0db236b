/** What a person reads when the desk says no, or when something around it fails: what, what it means, what next. */
export const refusals = {
  refusal: {
    stale: 'El caso cambió desde que se mostró esa tarjeta. Aquí está como va ahora; decida sobre esta.',
    not_yours:
      'Esa acción le corresponde a otra persona, así que no hice nada. Si cree que debería ser suya, escríbame «hablar con una persona».',
    own_request: 'Nadie decide sobre su propia solicitud. La verá otro especialista o la dirección de TIC.',
    not_now: 'El caso ya no está en ese punto: {{status}}. No cambié nada.',
    too_late_to_withdraw:
      'El caso ya se está ejecutando y no puede retirarse a mitad de camino. Si es un error, avíseme cuando termine y lo revertimos.',
    past_licence_gate:
      'Todavía no hay una copia comprobada del buzón, y antes de eso la licencia no se retira. Reintente la copia.',
    reason_needed: 'Escriba el motivo para que la otra persona entienda la decisión.',
    fields_needed: 'Marque al menos un dato para pedir.',
    note_needed: 'Escriba una nota de lo que hizo; queda en el caso.',
    data_missing: 'Para aprobarlo así falta: {{fields}}. Pídalo con «Pedir datos».',
    not_prepared: 'Aún estoy leyendo el directorio para este caso. Intente de nuevo en un momento.',
    unknown_step: 'Ese paso ya no está en la orden de trabajo. No cambié nada.',
    confirmation_needed: 'Antes de aprobar, marque lo que pide el procedimiento. No cambié nada.',
    no_mail_to_return: 'No hay correo anterior por devolver en este caso. No cambié nada.',
    reopen_expired:
      'El caso se cerró hace más de {{days}} días y ya no puede reabrirse. Cuénteme qué pasa y abrimos uno nuevo.',
    same_person: 'El caso ya está a cargo de esa persona.',
    not_a_specialist: 'Esa persona no está entre los especialistas de la mesa. Elija a otra.',
    already_signed_in:
      'El titular ya entró y cambió su contraseña, así que no se puede revelar otra. Si la olvidó, pídame un cambio de contraseña.',
    cause_needed: 'Escriba la causa del retraso y su remedio; las dos cosas quedan en el caso.',
    new_date_needed:
      'Elija para qué día quedará, de hoy en adelante y dentro de un año; se le dirá a quien lo pidió.',
    nothing_to_treat: 'La causa y el remedio de ese retraso ya están registrados. No cambié nada.',
    substitute_dates:
      'Esos días no me sirven: el último no puede ser anterior al primero ni haber pasado. Dígame desde y hasta cuándo.',
    substitute_person:
      'Esa persona no puede autorizar en su lugar: debe ser otra y tener su cuenta activa. Dígame quién.',
    reveal_first: 'Primero revele el acceso y entréguelo; después confirme la inducción.',
    invalid_value: '{{field}}: {{problem}}',
    mail_gone: 'Ese correo ya no está en el buzón de la mesa. Pídale a quien lo envió que lo repita.',
    unknown_case: 'No encuentro ese caso entre los suyos. Escriba «mis casos» para verlos.',
    unknown_bulletin: 'Ese mensaje no es para usted o ya no está. No hice nada.',
    stale_bulletin: 'Esto cambió desde que se mostró esa tarjeta. Aquí está como va ahora; siga en esta.',
    directory_unread:
      'Ahora no puedo comprobar en el directorio quién puede decidir esto. No cambié nada; intente en unos minutos.',
    draft_gone: 'Esa solicitud ya no está abierta: se envió o se canceló. Si necesita otra, cuéntemela.',
    accounts_not_yours:
      'Esas cuentas no están a su cargo. Puede consultar las de su equipo: «cuentas a mi cargo».',
    settle_not_yours:
      'Solo la dirección de TIC toma valores del directorio. Si ve algo mal, cuéntele a quien dirige la mesa.',
    difference_gone: 'El directorio ya no dice eso de la cuenta. La lista de arriba está al día.',
    import_not_yours:
      'Solo la dirección de TIC importa cuentas al registro. Si necesita corregir una, pídame el cambio de esa cuenta.',
    import_running: 'Ya hay una importación en curso. Espere a que termine y vuelva a pedirla.',
    import_file_gone: 'Ese archivo ya no está. Adjúntelo otra vez y diga «importar cuentas».',
    contract_extended: 'El contrato se prorrogó, así que la cuenta sigue activa.',
    target_administrator:
      '{{name}} administra el directorio, y esas cuentas no se cambian desde aquí. Hable con la dirección de TIC.',
    target_shared:
      '{{name}} es un buzón compartido, no la cuenta de una persona. Para cambios en él, escriba «hablar con una persona».',
    target_busy:
      'El caso {{code}} ya está trabajando en la cuenta de {{name}}. Cuando termine, puede pedir otro cambio.',
    target_enabled:
      'La cuenta de {{name}} ya está activa. Si no puede entrar, pídame un cambio de contraseña.',
    target_disabled: 'La cuenta de {{name}} está inactiva. Si debe volver a funcionar, pídame activarla.',
    target_unknown: 'No encuentro esa cuenta en el directorio. Escriba el nombre completo o la dirección.',
    indicators_not_yours:
      'Los indicadores son de la dirección de TIC. Si los necesita, pídaselos; con «mis casos» ve cómo van los suyos.',
    period_unclear:
      'No entendí de qué fechas los quiere. Dígame, por ejemplo, «indicadores de octubre» o «indicadores del tercer trimestre de 2026».',
    survey_closed:
      'La calificación se recibe durante {{days}} días después del cierre. Si algo no quedó bien, escríbame y lo vemos.',
    not_offered:
      'Ese trámite no se atiende en esta entidad por la mesa. Si necesita orientación, escriba «hablar con una persona».',
    mass_asker: 'Una inactivación masiva la pide la dirección de TIC, o un supervisor para su propio equipo.',
    list_unknown: 'Esa lista ya no está. Adjunte otra vez el archivo, o dígame qué cuentas son.',
    brake:
      'La lista llega a {{count}} cuentas y el límite es {{limit}}. Antes de aprobarla, la dirección de TIC debe recortarla o revisarla.',
    nothing_affected: 'La lista no inactivaría ninguna cuenta, así que no hay nada que aprobar.',
    narrow_needed: 'Elija una dependencia o un tipo de titular para recortar la lista.',
    return_expired:
      'Pasaron más de {{days}} días y ya no puede devolverse completa. Cada cuenta puede reactivarse por separado.',
    not_of_the_two: 'La devolución la piden y la aprueban las dos personas que decidieron la inactivación.',
    already_returned: 'Esta inactivación ya se devolvió, o su devolución está en curso.',
    may_not_ask: 'Eso solo lo puede pedir {{who}}.',
  },
  who: {
    holder: 'el titular de la cuenta',
    supervisor: 'su jefe o supervisor',
    liaison: 'el enlace tecnológico de la dependencia',
    deskLead: 'la dirección de TIC',
    specialist: 'un especialista de la mesa',
  },
  fault: {
    directory:
      'El directorio no responde en este momento. Su caso está guardado y sigo por mi cuenta en cuanto vuelva.',
    directoryForbidden:
      'El directorio no me dio permiso para ese paso. Ya quedó anotado para el especialista.',
    directoryRefused: 'El directorio no aceptó ese paso. Ya quedó anotado para el especialista.',
    mailbox: 'El buzón no entregó algunos mensajes. Sigo intentando; nada se ha retirado.',
    backup: 'No pude guardar la copia del buzón. Sigo intentando; nada se ha retirado.',
    file: 'No pude guardar el archivo. Intente de nuevo en unos minutos.',
    store:
      'No puedo guardar en este momento, así que no hice ningún cambio. Intente de nuevo en unos minutos.',
    channel: 'Teams no recibió el mensaje. Vuelvo a intentarlo.',
    mail: 'El correo no salió. Vuelvo a intentarlo.',
    settings: 'La configuración de la mesa tiene un problema.',
    unexpected:
      'Algo falló de mi lado y no hice ningún cambio. Intente de nuevo; si se repite, escriba «hablar con una persona».',
  },
};
