const GIVEN = `
abel abigail abraham adan adela adolfo adrian adriana agustin aida aidee alba alberto aldemar alejandra alejandro
alex alexander alexandra alexis alfonso alfredo alicia alina alma alvaro amanda amelia amparo ana anderson
andrea andres angel angela angelica angie anibal antonia antonio arelis ariel armando arnulfo arturo astrid augusto
aura aurora beatriz belen benjamin bernarda bernardo bertha betty bibiana blanca brayan brenda bryan camila camilo
carla carlos carmen carolina catalina catherine cecilia celia cesar christian cindy clara claudia claudio concepcion
constanza consuelo cristian cristina cristobal dalia daniel daniela dario david dayana deisy delia diana diego dolores
doris edgar edilberto edinson eduardo edward edwin efrain elena eliana elias elisa elizabeth elkin eloisa elsa elvira
emilia emilio emma enrique eric erika ernesto esperanza esteban estefania estela esther eugenia eugenio eva evelyn
ezequiel fabian fabio fabiola faustino fausto federico felipe felix fernanda fernando fidel flor francisca francisco
freddy fredy gabriel gabriela genaro gerardo german gilberto giovanna giovanni gisela gladys gloria gonzalo
graciela gregorio guadalupe guillermo gustavo harold hector helena henry hernan hernando hilda hugo humberto ignacio
ines ingrid irene iris isabel isabela isabella ismael ivan ivonne jacinto jacqueline jaime jairo janeth javier jazmin
jefferson jeison jenny jennifer jenifer jeronimo jessica jesus jhon jimena jineth joaquin johana johanna john jonathan
jorge jose josefa josefina joseph juan juana juanita judith julia julian juliana julieta julio karen karina karla
katherine kelly kevin laura leandro leidy leonardo leonor leticia lida ligia lilia liliana lina liseth lizeth lorena
lorenzo lourdes lucas lucero lucia luciana lucila luis luisa luz magda magdalena manuel manuela marcela marcelo marco
marcos margarita maria mariana maribel maricela mariela marina mario marisol maritza marlen marleny marlon marta martha
martin mateo matias mauricio mayerly maximiliano melissa mercedes mery michelle miguel milena milton mireya miriam
monica myriam nancy natalia nathalia nelly nelson nestor nicolas nidia nohora nora norma octavio olga oliva omar orlando
oscar pablo paola pascual patricia paula paulina pedro piedad pilar rafael ramiro ramon raquel raul rebeca regina
reinaldo renata rene ricardo rigoberto roberto robinson rocio rodolfo rodrigo rogelio roger rolando roman ronald rosa
rosalba rosario ruben rubiela ruth salome salvador samuel sandra santiago sara saul sebastian sergio silvia simon sofia
soledad sonia stella stefania susana tania tatiana teresa tomas valentin valentina valeria vanesa vanessa veronica
vicente victor victoria vilma violeta virginia viviana vladimir walter wendy wilfredo william wilmer wilson ximena
yamile yaneth yeison yesenia yesica yesid yolanda yuliana yuly yurani yurany zaira zoraida
`;

/**
 * Given names common in Colombia and Mexico, folded. Only there to tell a second given name from a first surname in
 * a name of three words ("Luisa Fernanda Torres"), so names that are surnames more often than not are left out.
 */
export const COMMON_GIVEN_NAMES: ReadonlySet<string> = new Set(GIVEN.trim().split(/\s+/));
