/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-http-problem"

#include "config.h"
#include "vouch-http-problem.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-error.h"
#include "vouch-problem-json.h"

/*
 * What an issuer's refusal means for the person (docs/issuer-api.md, section 1, "Problems"): a
 * plain sentence of our own by the code, or else by the status, and behind it what the issuer says
 * itself, shortened and without control characters, marked as the issuer's.
 */
#define MAX_QUOTE 300

typedef struct {
  const char *code;
  guint status;
  VouchError error;
  const char *sentence;
} Meaning;

static const Meaning meanings[] = {
  { "no-space", 503, VOUCH_ERROR_NO_SPACE,
    N_ ("The issuer has no room for this at the moment. What has arrived is kept. Try again "
        "later.") },
  { "missing-file", 422, VOUCH_ERROR_NOT_READY,
    N_ ("The issuer does not have every file yet. Send again; only what is missing goes up.") },
  { "digest-mismatch", 422, VOUCH_ERROR_NOT_READY,
    N_ ("A file did not arrive as it was sent. Send again; only that file goes up.") },
  { "no-manifest", 409, VOUCH_ERROR_NOT_READY,
    N_ ("The issuer does not have the list of files yet. Send again; nothing is lost.") },
  { "manifest-changed", 409, VOUCH_ERROR_NOT_READY,
    N_ ("The issuer holds another list of files. Send again; nothing is lost.") },
  { "sealed", 409, VOUCH_ERROR_CONFLICT,
    N_ ("This submission is closed already; nothing can be added to it. Look at its state.") },
  { "withdrawn", 410, VOUCH_ERROR_NOT_FOUND,
    N_ ("This submission was withdrawn. Your portfolio is as it was; you can submit it again.") },
  { "expired", 410, VOUCH_ERROR_NOT_FOUND,
    N_ ("The issuer has put this unfinished work away. Your portfolio is as it was; submit "
        "it again.") },
  { NULL, 400, VOUCH_ERROR_INVALID,
    N_ ("The issuer did not understand what Vouch asked. Nothing is lost. Update Vouch, or tell "
        "the issuer.") },
  { NULL, 401, VOUCH_ERROR_REJECTED,
    N_ ("The issuer does not take this token, or not any more. Nothing is lost. Ask for a new "
        "token and enter it at the issuer.") },
  { NULL, 403, VOUCH_ERROR_REJECTED, N_ ("The issuer does not allow this. Nothing was changed.") },
  { NULL, 404, VOUCH_ERROR_NOT_FOUND,
    N_ ("The issuer does not have this, or not any more. What is here is kept.") },
  { NULL, 409, VOUCH_ERROR_CONFLICT,
    N_ ("Something else happened at the issuer meanwhile. Nothing is lost. Try again.") },
  { NULL, 410, VOUCH_ERROR_NOT_FOUND,
    N_ ("The issuer does not have this any more. What is here is kept.") },
  { NULL, 412, VOUCH_ERROR_TOO_NEW,
    N_ ("The issuer speaks another version of the protocol. Nothing is lost. Update Vouch.") },
  { NULL, 413, VOUCH_ERROR_REJECTED,
    N_ ("This is larger than the issuer takes. It is kept here. Choose a shorter range or a "
        "smaller file.") },
  { NULL, 415, VOUCH_ERROR_REJECTED,
    N_ ("The issuer does not take files of this type. It is kept here. Attach it in another "
        "format.") },
  { NULL, 422, VOUCH_ERROR_INVALID,
    N_ ("The issuer found something that is not as it asks for. Nothing is lost.") },
  { NULL, 423, VOUCH_ERROR_BUSY,
    N_ ("The issuer is still busy with an earlier part. What has arrived is kept. Try again in a "
        "minute.") },
  { NULL, 429, VOUCH_ERROR_BUSY,
    N_ ("The issuer asks to come back later. What has arrived is kept.") },
  { NULL, 460, VOUCH_ERROR_CORRUPT,
    N_ ("The file arrives damaged again and again. It is safe here. Try another network.") },
  { NULL, 503, VOUCH_ERROR_BUSY,
    N_ ("The issuer is overloaded or being maintained. What has arrived is kept. Try again "
        "later.") },
};

static VouchProblem *
read_problem (VouchHttpReply *reply)
{
  if (!vouch_http_reply_has_type (reply, VOUCH_PROBLEM_MEDIA_TYPE))
    return NULL;
  /* A problem that cannot be read is judged by its status alone. */
  return vouch_problem_json_read (vouch_http_reply_get_body (reply), NULL);
}

static const Meaning *
find_meaning (guint status, const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (meanings[i].status == status &&
        (meanings[i].code == NULL || g_strcmp0 (meanings[i].code, code) == 0))
      return &meanings[i];
  return NULL;
}

static void
append_quote (GString *sentence, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  glong left = MAX_QUOTE;

  for (const char *p = valid; *p != '\0' && left-- > 0; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (g_unichar_isprint (c))
      g_string_append_unichar (sentence, c);
    else
      g_string_append_c (sentence, ' ');
  }
}

static void
append_places (GString *sentence, VouchProblem *problem)
{
  GPtrArray *places = vouch_problem_get_places (problem);

  for (guint i = 0; i < MIN (places->len, 3); i++) {
    VouchProblemPlace *place = g_ptr_array_index (places, i);

    g_string_append (sentence, i == 0 ? " (" : "; ");
    append_quote (sentence, vouch_problem_place_get_pointer (place));
    g_string_append (sentence, ": ");
    append_quote (sentence, vouch_problem_place_get_message (place));
  }
  if (places->len > 0)
    g_string_append_c (sentence, ')');
}

static char *
quote_issuer (const char *own, VouchProblem *problem)
{
  g_autoptr (GString) quote = g_string_new (NULL);
  const char *text = vouch_problem_get_detail (problem);

  append_quote (quote, text != NULL ? text : vouch_problem_get_title (problem));
  append_places (quote, problem);
  /* Translators: the first is a sentence of Vouch, the second what the issuer wrote. */
  return g_strdup_printf (_ ("%s The issuer says: “%s”"), own, quote->str);
}

/**
 * vouch_http_problem_set:
 * @error: where to put the error.
 * @reply: an answer that is not the one wanted.
 *
 * Says in plain words what an answer means, with the code that tells what can be done next.
 */
void
vouch_http_problem_set (GError **error, VouchHttpReply *reply)
{
  g_autoptr (VouchProblem) problem = read_problem (reply);
  guint status = vouch_http_reply_get_status (reply);
  const Meaning *meaning =
      find_meaning (status, problem != NULL ? vouch_problem_get_code (problem) : NULL);
  g_autofree char *text = NULL;
  VouchError code = VOUCH_ERROR_INVALID;

  if (meaning != NULL) {
    code = meaning->error;
    text = g_strdup (_ (meaning->sentence));
  } else if (status >= 500) {
    code = VOUCH_ERROR_OFFLINE;
    text = g_strdup (_ ("Something broke at the issuer. What has arrived is kept. Try again "
                        "later."));
  } else if (vouch_http_reply_has_type (reply, "text/html")) {
    code = VOUCH_ERROR_OFFLINE;
    text = g_strdup (_ ("The issuer's answer could not be understood: a web page came instead. "
                        "Nothing is lost. If this network asks to sign in, do that first, then "
                        "try again."));
  } else {
    text = g_strdup_printf (_ ("The issuer's answer could not be understood (%u). Nothing is "
                               "lost. Check the address of the issuer, or tell the issuer."),
                            status);
  }

  if (problem != NULL) {
    g_autofree char *own = g_steal_pointer (&text);

    text = quote_issuer (own, problem);
  }
  g_set_error_literal (error, VOUCH_ERROR, code, text);
}

/**
 * vouch_http_problem_check:
 * @reply: an answer.
 * @media_type: (nullable): what it must carry; %NULL when the status says everything.
 * @error: what the answer means when it is not the one wanted.
 *
 * Returns: whether the answer is a success and carries @media_type.
 */
gboolean
vouch_http_problem_check (VouchHttpReply *reply, const char *media_type, GError **error)
{
  g_return_val_if_fail (reply != NULL, FALSE);

  if (vouch_http_reply_is_success (reply) &&
      (media_type == NULL || vouch_http_reply_has_type (reply, media_type)))
    return TRUE;
  vouch_http_problem_set (error, reply);
  return FALSE;
}

/**
 * vouch_http_problem_take_unreadable:
 * @error: where to put the error.
 * @reason: (transfer full): what a reader of the formats found.
 *
 * Says that an answer of the right type has not the content it should have.
 */
void
vouch_http_problem_take_unreadable (GError **error, GError *reason)
{
  g_autoptr (GError) owned = reason;

  g_return_if_fail (reason != NULL);

  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
               _ ("The issuer's answer could not be understood: %s Nothing is lost. Try again; if "
                  "it stays like this, tell the issuer."),
               owned->message);
}

/**
 * vouch_http_problem_is:
 * @reply: an answer.
 * @code: a problem type, without its prefix.
 *
 * Returns: whether the answer is that problem.
 */
gboolean
vouch_http_problem_is (VouchHttpReply *reply, const char *code)
{
  g_autoptr (VouchProblem) problem = read_problem (reply);

  return problem != NULL && g_strcmp0 (vouch_problem_get_code (problem), code) == 0;
}
