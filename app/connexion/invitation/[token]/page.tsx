import type { Metadata } from 'next';
import { Field } from '../../../../components/redaction/field.tsx';
import { Form } from '../../../../components/redaction/form.tsx';
import { readLink } from '../../../../server/staff/links.ts';
import { acceptLinkAction } from '../../actions.ts';

export const metadata: Metadata = { title: 'Choisir un mot de passe' };

export default async function LinkPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const link = await readLink(token);
  if (!link)
    return (
      <>
        <h1>Ce lien ne sert plus</h1>
        <p>Il a déjà servi, a été remplacé ou n’est plus valable. Demandez-en un autre à qui vous l’a donné.</p>
        <p>
          <a href="/connexion">Se connecter</a>
        </p>
      </>
    );
  return (
    <>
      <h1>{link.purpose === 'invitation' ? `Bienvenue, ${link.name}` : 'Choisir un nouveau mot de passe'}</h1>
      <p>Choisissez le mot de passe avec lequel vous vous connecterez comme {link.email}.</p>
      <Form action={acceptLinkAction.bind(null, token)} id="mot-de-passe" submit="Continuer">
        <Field
          name="password"
          label="Nouveau mot de passe"
          type="password"
          autoComplete="new-password"
          help="Quinze caractères au moins, par exemple quatre mots sans rapport entre eux. Rien d’autre n’est exigé."
        />
      </Form>
    </>
  );
}
