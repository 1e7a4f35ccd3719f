/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-item-talk"

#include "config.h"
#include "vouch-item-talk.h"

#include <glib/gi18n.h>

#include "vouch-annotate.h"
#include "vouch-pauses.h"
#include "vouch-talks.h"

#include "vouch-hearing.h"
#include "vouch-talk-list.h"
#include "vouch-undo.h"
#include "vouch-wait-view.h"

/**
 * VouchItemTalk:
 *
 * Who speaks when in a recording, and how long it is still: the teacher says which turns were questions
 * and answers, and sees the waits after them. `play-part` carries a stretch that is to be heard. Nothing
 * here judges.
 */
struct _VouchItemTalk {
  VouchItemSection parent_instance;

  VouchHearing *hearing; /* (nullable) */
  char *artifact;        /* (nullable): whose it is */
  GArray *waits;         /* (element-type VouchWait) */

  GtkLabel *state; /* how far it was listened to, or why not */
  GtkLabel *signal;
  GtkWidget *talk;
  GtkWidget *turns; /* what there is to say of them, where somebody speaks */
  VouchTalkList *list;
  VouchWaitView *view;
};

enum {
  SIGNAL_PLAY_PART,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchItemTalk, vouch_item_talk, VOUCH_TYPE_ITEM_SECTION)

typedef struct {
  char *artifact;
  gint64 start_ms;
  gint64 end_ms;
  VouchTurnKind kind;
} Mark;

static void
mark_free (gpointer data)
{
  g_free (((Mark *) data)->artifact);
  g_free (data);
}

static gpointer
keep_mark (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Mark *mark = data;
  g_autoptr (GPtrArray) before = vouch_talks_mark (workspace, mark->artifact, mark->start_ms,
                                                   mark->end_ms, mark->kind, cancellable, error);

  return GINT_TO_POINTER (before != NULL);
}

/* It is shown at once; should it not be kept, the page says so and the next look shows what is stored. */
static void
mark_cb (VouchItemTalk *self, VouchTalkLine *line, int kind)
{
  Mark *mark = g_new0 (Mark, 1);

  vouch_talk_line_set_kind (line, (VouchTurnKind) kind);
  mark->artifact = g_strdup (self->artifact);
  mark->start_ms = vouch_talk_line_get_start_ms (line);
  mark->end_ms = vouch_talk_line_get_end_ms (line);
  mark->kind = (VouchTurnKind) kind;
  vouch_item_section_run (VOUCH_ITEM_SECTION (self), keep_mark, mark, mark_free);
}

static void
play_line_cb (VouchItemTalk *self, VouchTalkLine *line)
{
  g_signal_emit (self, signals[SIGNAL_PLAY_PART], 0, vouch_talk_line_get_start_ms (line),
                 vouch_talk_line_get_end_ms (line));
}

/* With the turn before it, and a little of what comes after, it can be judged by ear. */
static void
play_wait_cb (VouchItemTalk *self, guint i)
{
  const VouchWait *wait = &g_array_index (self->waits, VouchWait, i);

  g_signal_emit (self, signals[SIGNAL_PLAY_PART], 0, wait->turn_ms, wait->end_ms + 1500);
}

typedef struct {
  VouchItemTalk *section; /* of the main loop */
  char *item;
  VouchWait wait;
  char *moment; /* (nullable): id of what was made */
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  g_clear_object (&making->section);
  g_free (making->item);
  g_free (making->moment);
  g_free (making);
}

static gpointer
make_moment (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Making *making = data;

  return vouch_talks_make_moment (workspace, making->item, &making->wait, cancellable, error);
}

static gpointer
unmake_moment (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Making *making = data;

  return GINT_TO_POINTER (
      vouch_annotate_remove (workspace, making->item, making->moment, cancellable, error));
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Making *making = data;
  g_autoptr (VouchItemTalk) self = g_steal_pointer (&making->section);
  g_autoptr (GError) error = NULL;

  making->moment = vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);
  if (error == NULL) {
    vouch_undo_offer (GTK_WIDGET (self), VOUCH_WORKSPACE (source), _ ("Marked as a moment"),
                      unmake_moment, making, making_free);
    return;
  }
  vouch_item_section_show_problem (VOUCH_ITEM_SECTION (self), error);
  making_free (making);
}

static void
moment_cb (VouchItemTalk *self, guint i)
{
  VouchItemSaver *saver = vouch_item_section_get_saver (VOUCH_ITEM_SECTION (self));
  Making *making = g_new0 (Making, 1);

  making->section = g_object_ref (self);
  making->item = g_strdup (vouch_item_saver_get_item (saver));
  making->wait = g_array_index (self->waits, VouchWait, i);
  vouch_workspace_run_async (vouch_item_saver_get_workspace (saver), make_moment, making, NULL,
                             g_free, NULL, made_cb, making);
}

static char *
state_words (VouchItemTalk *self)
{
  const char *problem = vouch_hearing_get_problem (self->hearing);

  if (problem != NULL)
    return g_strdup (problem);
  if (vouch_hearing_get_talk (self->hearing) == NULL)
    /* Translators: a share of 100. */
    return g_strdup_printf (_ ("Listening for pauses, %.0f %%"),
                            100 * vouch_hearing_get_fraction (self->hearing));
  return NULL;
}

static void
show_talk (VouchItemTalk *self, VouchTalk *talk, VouchItemState *state)
{
  GPtrArray *turns = vouch_item_state_get_turns (state);
  g_autofree char *signal = vouch_pauses_describe_signal (talk);
  guint n_speech;

  gtk_label_set_text (self->signal, signal != NULL ? signal : "");
  gtk_widget_set_visible (GTK_WIDGET (self->signal), signal != NULL);
  vouch_talk_get_speech (talk, &n_speech);
  gtk_widget_set_visible (self->turns, n_speech > 0);
  vouch_talk_list_show (self->list, talk, turns);
  g_clear_pointer (&self->waits, g_array_unref);
  self->waits = vouch_waits_measure (talk, turns);
  vouch_wait_view_show (self->view, self->waits, vouch_talk_get_duration_ms (talk),
                        vouch_item_get_moments (vouch_item_state_get_item (state)));
}

static void
show (VouchItemTalk *self)
{
  VouchItemState *state = vouch_item_section_get_state (VOUCH_ITEM_SECTION (self));
  VouchTalk *talk = self->hearing != NULL ? vouch_hearing_get_talk (self->hearing) : NULL;
  g_autofree char *words = NULL;

  if (self->hearing == NULL || state == NULL)
    return;
  words = state_words (self);
  gtk_label_set_text (self->state, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->state), words != NULL);
  gtk_widget_set_visible (self->talk, talk != NULL);
  if (talk != NULL)
    show_talk (self, talk, state);
}

static void
forget (VouchItemTalk *self)
{
  if (self->hearing != NULL)
    g_signal_handlers_disconnect_by_data (self->hearing, self);
  g_clear_object (&self->hearing);
}

static void
listen (VouchItemTalk *self, const char *artifact)
{
  VouchItemSaver *saver = vouch_item_section_get_saver (VOUCH_ITEM_SECTION (self));

  forget (self);
  g_free (self->artifact);
  self->artifact = g_strdup (artifact);
  self->hearing = vouch_hearing_get (vouch_item_saver_get_workspace (saver), artifact);
  g_signal_connect_object (self->hearing, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
}

static void
vouch_item_talk_update (VouchItemSection *section, VouchItemState *state)
{
  VouchItemTalk *self = VOUCH_ITEM_TALK (section);
  VouchItem *item = vouch_item_state_get_item (state);
  const char *artifact = vouch_item_get_artifact (item);
  VouchMedia media = vouch_item_get_media (item);
  gboolean recording =
      artifact != NULL && (media == VOUCH_MEDIA_AUDIO || media == VOUCH_MEDIA_VIDEO);

  gtk_widget_set_visible (GTK_WIDGET (self), recording);
  if (!recording)
    return;
  if (self->hearing == NULL || g_strcmp0 (self->artifact, artifact) != 0)
    listen (self, artifact);
  show (self);
}

static void
vouch_item_talk_dispose (GObject *object)
{
  forget (VOUCH_ITEM_TALK (object));

  G_OBJECT_CLASS (vouch_item_talk_parent_class)->dispose (object);
}

static void
vouch_item_talk_finalize (GObject *object)
{
  VouchItemTalk *self = VOUCH_ITEM_TALK (object);

  g_free (self->artifact);
  g_clear_pointer (&self->waits, g_array_unref);

  G_OBJECT_CLASS (vouch_item_talk_parent_class)->finalize (object);
}

static void
vouch_item_talk_class_init (VouchItemTalkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_item_talk_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_item_talk_finalize;
  VOUCH_ITEM_SECTION_CLASS (klass)->update = vouch_item_talk_update;

  signals[SIGNAL_PLAY_PART] =
      g_signal_new ("play-part", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
  g_type_ensure (VOUCH_TYPE_TALK_LIST);
  g_type_ensure (VOUCH_TYPE_WAIT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/item/vouch-item-talk.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchItemTalk, state);
  gtk_widget_class_bind_template_child (widget_class, VouchItemTalk, signal);
  gtk_widget_class_bind_template_child (widget_class, VouchItemTalk, talk);
  gtk_widget_class_bind_template_child (widget_class, VouchItemTalk, turns);
  gtk_widget_class_bind_template_child (widget_class, VouchItemTalk, list);
  gtk_widget_class_bind_template_child (widget_class, VouchItemTalk, view);
}

static void
vouch_item_talk_init (VouchItemTalk *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->list, "mark", G_CALLBACK (mark_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "play", G_CALLBACK (play_line_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "moment", G_CALLBACK (moment_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "play", G_CALLBACK (play_wait_cb), self, G_CONNECT_SWAPPED);
}
