/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-record-loading"

#include "config.h"
#include "vouch-record-loading.h"

#include "vouch-capture.h"
#include "vouch-settings.h"

typedef struct {
  char *portfolio;
  char *requirement;
  VouchCaptureKind kind;
  gboolean first;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_free (asked->portfolio);
  g_free (asked->requirement);
  g_free (asked);
}

static void
loading_free (gpointer data)
{
  VouchRecordLoading *loaded = data;

  g_clear_pointer (&loaded->brief, vouch_capture_brief_unref);
  g_clear_object (&loaded->devices);
  g_free (loaded->microphone);
  g_free (loaded->camera);
  g_free (loaded);
}

/* What was recorded last, unless it would not do here. */
static VouchCaptureKind
choose_kind (VouchWorkspace *workspace, const VouchCaptureBrief *brief)
{
  g_autofree char *name = vouch_settings_get (workspace, VOUCH_RECORD_KIND_KEY);
  VouchCaptureKind kind = VOUCH_CAPTURE_KIND_SOUND;

  if (brief->takes_sound != brief->takes_picture)
    return brief->takes_picture ? VOUCH_CAPTURE_KIND_PICTURE : VOUCH_CAPTURE_KIND_SOUND;
  if (name != NULL)
    vouch_capture_kind_from_string (name, &kind);
  return kind;
}

static gpointer
load (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Asked *asked = data;
  g_autoptr (VouchCaptureBrief) brief = vouch_capture_brief_load (
      workspace, asked->portfolio, asked->requirement, asked->kind, cancellable, error);
  VouchRecordLoading *loaded;

  if (brief == NULL)
    return NULL;
  loaded = g_new0 (VouchRecordLoading, 1);
  loaded->kind = asked->first ? choose_kind (workspace, brief) : asked->kind;
  if (loaded->kind != asked->kind) {
    g_clear_pointer (&brief, vouch_capture_brief_unref);
    brief = vouch_capture_brief_load (workspace, asked->portfolio, asked->requirement, loaded->kind,
                                      cancellable, error);
    if (brief == NULL) {
      loading_free (loaded);
      return NULL;
    }
  }
  loaded->brief = g_steal_pointer (&brief);
  if (asked->first) {
    loaded->devices = vouch_capture_follow_devices (workspace);
    loaded->microphone = vouch_settings_get (workspace, VOUCH_RECORD_MICROPHONE_KEY);
    loaded->camera = vouch_settings_get (workspace, VOUCH_RECORD_CAMERA_KEY);
  }
  return loaded;
}

/**
 * vouch_record_loading_begin:
 * @page: a page whose subject is a portfolio, or none.
 * @requirement: (nullable): id of what it is for there.
 * @kind: what is recorded; the first time what was recorded last is taken, where it will do.
 * @first: whether the devices are asked for too.
 * @show: gets a #VouchRecordLoading.
 *
 * Reads what there is to know before a recording.
 */
void
vouch_record_loading_begin (VouchPage *page,
                            const char *requirement,
                            VouchCaptureKind kind,
                            gboolean first,
                            VouchPageShowFunc show)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->portfolio = g_strdup (vouch_page_get_subject (page));
  asked->requirement = g_strdup (requirement);
  asked->kind = kind;
  asked->first = first;
  vouch_page_run (page, load, asked, asked_free, loading_free, show);
}

typedef struct {
  const char *key;
  char *value;
} Remembered;

static void
remembered_free (gpointer data)
{
  Remembered *remembered = data;

  g_free (remembered->value);
  g_free (remembered);
}

static gpointer
remember (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Remembered *remembered = data;

  return GINT_TO_POINTER (
      vouch_settings_set (workspace, remembered->key, remembered->value, error));
}

/**
 * vouch_record_loading_remember:
 * @page: a page.
 * @key: the setting.
 * @value: (nullable): its value.
 *
 * Remembers for the next time what was chosen.
 */
void
vouch_record_loading_remember (VouchPage *page, const char *key, const char *value)
{
  Remembered *remembered = g_new0 (Remembered, 1);

  remembered->key = key;
  remembered->value = g_strdup (value != NULL ? value : "");
  vouch_page_run (page, remember, remembered, remembered_free, NULL, NULL);
}
