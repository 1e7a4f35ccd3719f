/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-desk-accounts"

#include "config.h"
#include "vouch-desk-accounts.h"

#include <string.h>
#include <errno.h>
#include <sys/random.h>

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-hash.h"
#include "vouch-multibase.h"
#include "vouch-sql-statement.h"
#include "vouch-sql-transaction.h"

/*
 * Who may come in. A token is 32 random bytes; only its SHA-256 is kept, so whoever reads the
 * database cannot use it. A token stands for an account; more tokens may be made for one name.
 */

#define TOKEN_BYTES 32
#define TOKEN_MAX 256

/**
 * vouch_desk_add_token:
 * @desk: a desk.
 * @name: whose token it is; the account is made when it is new.
 * @error: of the database.
 *
 * Makes a token. It is shown once and cannot be asked for again.
 *
 * Returns: (transfer full) (nullable): the token, or %NULL.
 */
char *
vouch_desk_add_token (VouchDesk *desk, const char *name, GError **error)
{
  VouchSql *sql = vouch_desk_get_sql (desk);
  g_autoptr (VouchSqlTransaction) transaction = NULL;
  g_autofree char *token = NULL;
  g_autofree char *hash = NULL;
  guint8 secret[TOKEN_BYTES];

  if (name[0] == '\0' || strlen (name) > 256 || !g_utf8_validate (name, -1, NULL)) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, _ ("A token needs a name."));
    return NULL;
  }
  if (getrandom (secret, sizeof secret, 0) != sizeof secret) {
    vouch_error_set_errno (error, errno, _ ("No random bytes could be had."));
    return NULL;
  }
  token = vouch_base64url_encode (secret, sizeof secret);
  hash = vouch_hash_of_bytes (token, strlen (token));
  transaction = vouch_sql_transaction_begin (sql, error);
  if (transaction == NULL ||
      !vouch_sql_run (sql, error, "INSERT OR IGNORE INTO accounts (name) VALUES (?)", "t", name) ||
      !vouch_sql_run (sql, error,
                      "INSERT INTO tokens (hash, account, created_ms)"
                      " SELECT ?, id, ? FROM accounts WHERE name = ?",
                      "tIt", hash, vouch_desk_now_ms (desk), name) ||
      !vouch_sql_transaction_commit (transaction, error))
    return NULL;
  return g_steal_pointer (&token);
}

/**
 * vouch_desk_find_account:
 * @desk: a desk.
 * @token: what a stranger showed.
 * @account: (out): whose it is.
 * @error: of the database; unset when the token is merely unknown.
 *
 * Returns: whether the token is known.
 */
gboolean
vouch_desk_find_account (VouchDesk *desk, const char *token, gint64 *account, GError **error)
{
  g_autofree char *hash = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;

  if (strlen (token) > TOKEN_MAX)
    return FALSE;
  hash = vouch_hash_of_bytes (token, strlen (token));
  row = vouch_sql_query (vouch_desk_get_sql (desk), error,
                         "SELECT account FROM tokens WHERE hash = ?", "t", hash);
  if (row == NULL || !vouch_sql_next (row, error))
    return FALSE;
  *account = vouch_sql_int (row, 0);
  return TRUE;
}
