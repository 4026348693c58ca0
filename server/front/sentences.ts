/** What the front, and nginx before it, say by themselves when they refuse: one sentence by status, with what to do. */
export const sentences = {
  400: 'Cette demande est illisible : vérifiez l’adresse, ou revenez en arrière et recommencez.',
  403: 'Cette demande ne vient pas d’une page de ce site : ouvrez la page ici, puis recommencez.',
  404: 'Page introuvable : vérifiez l’adresse, ou repartez de l’accueil.',
  405: 'Cette adresse n’accepte pas cette sorte de demande : ouvrez-la depuis une page du site.',
  408: 'La demande a mis trop longtemps à arriver : recommencez.',
  413: 'Ce formulaire est trop long : raccourcissez-le.',
  414: 'Cette adresse est trop longue : vérifiez-la, ou repartez de l’accueil.',
  429: 'Trop de demandes à la fois depuis votre connexion : attendez un instant, puis recommencez.',
  431: 'La demande est trop longue : effacez les cookies de ce site, puis recommencez.',
  500: 'Le serveur a rencontré une erreur : recommencez dans un instant.',
  503: 'Le site démarre. Réessayez dans quelques secondes.',
} as const;

/** All that a refusal says. @param id of the request, as the log has it */
export const refusalWords = (sentence: string, id: string): string => `${sentence}\nRéférence : ${id}\n`;
