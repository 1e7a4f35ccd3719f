/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "vouch-worker.h"

#include "vouch-error.h"

static GString *order;
static guint answers;

static gpointer
append_cb (gpointer data, GCancellable *cancellable, GError **error)
{
  g_string_append (order, data);
  if (g_str_equal (data, "!")) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE, "as asked");
    return NULL;
  }
  return g_strdup (data);
}

static void
expect_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = vouch_worker_run_finish (VOUCH_WORKER (source), result, &error);
  int expected = GPOINTER_TO_INT (user_data);

  answers++;
  if (expected < 0) {
    g_assert_no_error (error);
    g_assert_nonnull (text);
  } else {
    g_assert_error (error, VOUCH_ERROR, expected);
  }
}

static void
run (VouchWorker *worker, const char *text, GCancellable *cancellable, int expected)
{
  vouch_worker_run_async (worker, append_cb, g_strdup (text), g_free, g_free, cancellable,
                          expect_cb, GINT_TO_POINTER (expected));
}

static void
test_order_and_draining (void)
{
  VouchWorker *worker = vouch_worker_new ("test");
  g_autoptr (GCancellable) stopped = g_cancellable_new ();
  g_autoptr (GString) expected = g_string_new (NULL);

  order = g_string_new (NULL);
  answers = 0;
  g_cancellable_cancel (stopped);
  for (guint i = 0; i < 200; i++) {
    g_autofree char *text = g_strdup_printf ("%u,", i);

    run (worker, text, NULL, -1);
    g_string_append (expected, text);
  }
  run (worker, "!", NULL, VOUCH_ERROR_DEVICE);
  run (worker, "never", stopped, VOUCH_ERROR_CANCELLED);
  vouch_worker_shut_down (worker);
  g_assert_true (g_str_has_suffix (order->str, "!"));
  g_string_truncate (order, order->len - 1);
  g_assert_cmpstr (order->str, ==, expected->str);

  run (worker, "too late", NULL, VOUCH_ERROR_CANCELLED);
  vouch_worker_shut_down (worker);
  while (answers < 203)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (worker);
  g_string_free (order, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/worker/order-and-draining", test_order_and_draining);
  return g_test_run ();
}
