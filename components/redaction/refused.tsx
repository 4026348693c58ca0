/** What somebody reads who may not see a page. */
export function RefusedPage({ may }: { may: string }) {
  return (
    <>
      <h1>Cette page n’est pas pour votre rôle</h1>
      <p>
        {may} Voyez <a href="/redaction/roles">qui peut quoi</a>, ou revenez au <a href="/redaction">bureau</a>.
      </p>
    </>
  );
}
