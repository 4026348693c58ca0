/** Words that make a password easy to guess, in lower case without accents: what people reach for first. */

/** What the most used passwords are made of, in French and English. */
export const commonWords: readonly string[] = `
  motdepasse mdp password passw0rd passwort passe pass secret azertyuiop azerty qwertyuiop qwerty qwertz asdfghjkl
  qsdfghjklm wxcvbn zxcvbnm 1q2w3e4r 1qaz2wsx azerqsdf bonjour salut coucou bienvenue welcome hello soleil sunshine
  doudou loulou chouchou chocolat princesse princess nicolas marseille france jetaime iloveyou forever love amour
  football soccer baseball basketball dragon monkey master superman batman pokemon starwars shadow michael jordan
  letmein trustno1 whatever computer ordinateur internet admin administrateur administrator administration root user
  utilisateur contact default test demo login connexion invite guest changeme changezmoi temporaire provisoire
  correcthorsebatterystaple thequickbrownfox lorem ipsum abracadabra jesuis monmotdepasse cheval juillet septembre
  janvier fevrier octobre novembre decembre printemps automne hiver
`
  .trim()
  .split(/\s+/);

/** What anybody would try here. */
export const contextWords: readonly string[] = `
  palmares trophees trophee laureats laureat economie sociale solidaire solidarite ess mairie ville paris parisienne
  parisien capitale redaction redacteur redactrice journal edition prix tour eiffel
`
  .trim()
  .split(/\s+/);
