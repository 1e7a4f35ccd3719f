/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-item-page"

#include "config.h"
#include "vouch-item-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-items.h"

#include "vouch-item-about.h"
#include "vouch-item-asked.h"
#include "vouch-item-attributes.h"
#include "vouch-item-beside.h"
#include "vouch-item-captions.h"
#include "vouch-item-citations.h"
#include "vouch-item-criteria.h"
#include "vouch-item-fit.h"
#include "vouch-item-hits.h"
#include "vouch-item-moments.h"
#include "vouch-item-people.h"
#include "vouch-item-range.h"
#include "vouch-item-saver.h"
#include "vouch-item-state.h"
#include "vouch-item-talk.h"
#include "vouch-item-viewer.h"

/**
 * VouchItemPage:
 *
 * One file or typed answer with everything a check may ask about it, answered in place and saved at
 * once.
 */
struct _VouchItemPage {
  VouchPage parent_instance;

  VouchItemSaver *saver;
  char *wanted;          /* (nullable) where to go once it is filled */
  GPtrArray *all;        /* (element-type VouchItemSection), in their order on the page */
  VouchItemState *state; /* (nullable): what the sections are being filled with */
  guint filled;          /* how many of them show it */
  guint held_back;       /* a bit for each that was never filled and will be visible */
  guint filling;         /* the source that fills the next */
  gboolean was_filled;   /* all of them were, once */

  GtkStack *stack;
  GtkBox *sections;
  GtkWidget *scroll;
  VouchItemBeside *beside;
  VouchItemMoments *moments;
  VouchItemViewer *viewer;
  VouchItemTalk *talk;
  VouchItemCaptions *captions;
};

G_DEFINE_FINAL_TYPE (VouchItemPage, vouch_item_page, VOUCH_TYPE_PAGE)

/* Where what a finding asks for is answered, by the name of its fix. */
static const struct {
  const char *fix;
  const char *section;
} answers[] = {
  { "range", "VouchItemRange" },       { "attribute", "VouchItemAttributes" },
  { "date", "VouchItemAttributes" },   { "moments", "VouchItemMoments" },
  { "captions", "VouchItemCaptions" }, { "cite", "VouchItemCitations" },
  { "people", "VouchItemPeople" },     { "permission", "VouchItemPeople" },
};

/* Gives the focus to what was asked for, which also scrolls there; once. That is a place in the file
 * or a section. */
static void
go_where_wanted (VouchItemPage *self)
{
  g_autofree char *wanted = g_steal_pointer (&self->wanted);

  if (wanted == NULL || vouch_item_viewer_show_place (self->viewer, wanted))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    for (guint k = 0; k < self->all->len; k++)
      if (g_str_equal (answers[i].fix, wanted) &&
          g_str_equal (G_OBJECT_TYPE_NAME (g_ptr_array_index (self->all, k)), answers[i].section))
        gtk_widget_child_focus (g_ptr_array_index (self->all, k), GTK_DIR_TAB_FORWARD);
}

/* Who opens a recording wants to hear it: its keys are heard at once. Where the focus is already, in the
 * page or beside it, it stays; and where all is in one column the page would scroll past its beginning. */
static void
go_to_player (VouchItemPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *player = GTK_WIDGET (vouch_item_viewer_get_recording (self->viewer));

  if (gtk_widget_get_mapped (player) &&
      !gtk_widget_is_ancestor (player, GTK_WIDGET (self->sections)) &&
      (focus == NULL || (gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) &&
                         !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->beside)))))
    gtk_widget_grab_focus (player);
}

static void
go_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchItemPage *self = VOUCH_ITEM_PAGE (widget);

  g_free (self->wanted);
  self->wanted = g_variant_dup_string (parameter, NULL);
}

static void
show_title (VouchItemPage *self, VouchItemState *state)
{
  VouchItem *item = vouch_item_state_get_item (state);
  VouchRequirement *requirement = vouch_item_state_get_requirement (state);
  const char *title = vouch_item_get_title (item);

  if (title == NULL || *title == '\0')
    title = vouch_item_get_file_name (item);
  if (title == NULL || *title == '\0')
    title = _ ("Your answer");
  vouch_page_set_title (VOUCH_PAGE (self), title);
  if (requirement != NULL)
    vouch_page_set_subtitle (VOUCH_PAGE (self), vouch_requirement_get_title (requirement));
}

/* What was earned can be looked at, and who is in it can always be said. */
static void
show_section (VouchItemPage *self, guint i, VouchItemState *state)
{
  VouchItemSection *section = g_ptr_array_index (self->all, i);
  static const char *const open[] = { "VouchItemAsked",   "VouchItemHits",   "VouchItemViewer",
                                      "VouchItemMoments", "VouchItemPeople", NULL };

  gtk_widget_set_sensitive (GTK_WIDGET (section),
                            vouch_item_state_get_lock (state) == NULL ||
                                g_strv_contains (open, G_OBJECT_TYPE_NAME (section)));
  if (self->held_back & (1u << i))
    gtk_widget_set_visible (GTK_WIDGET (section), TRUE);
  self->held_back &= ~(1u << i);
  vouch_item_section_update (section, state);
}

/* What is still to come must be below the edge of the page. */
static gboolean
fills_the_page (VouchItemPage *self)
{
  GtkWidget *flow = GTK_WIDGET (self->sections);
  int width = gtk_widget_get_width (GTK_WIDGET (self->stack)), least = 0, height = 0;

  if (width == 0)
    return FALSE;
  gtk_widget_measure (flow, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  width = MAX (least, vouch_item_beside_get_flow_width (self->beside, width));
  gtk_widget_measure (flow, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  return height > gtk_widget_get_height (GTK_WIDGET (self->stack));
}

/* All sections at once are a tenth of a second in which nothing moves. They come one by one instead:
 * those that are seen first before anything is shown, the others below them, a frame apart. */
static gboolean
fill_cb (gpointer data)
{
  VouchItemPage *self = data;
  gboolean is_last;

  /* What is typed is newer than what was read; it is read anew once it is saved. */
  if (vouch_item_saver_is_busy (self->saver)) {
    self->filling = 0;
    return G_SOURCE_REMOVE;
  }
  show_section (self, self->filled++, self->state);
  is_last = self->filled == self->all->len;
  if (is_last || (self->wanted == NULL && fills_the_page (self)))
    gtk_stack_set_visible_child_name (self->stack, "item");
  if (!is_last)
    return G_SOURCE_CONTINUE;
  self->filling = 0;
  if (!self->was_filled && self->wanted == NULL)
    go_to_player (self);
  self->was_filled = TRUE;
  go_where_wanted (self);
  return G_SOURCE_REMOVE;
}

static gpointer
load_state (VouchWorkspace *workspace, gpointer id, GCancellable *cancellable, GError **error)
{
  return vouch_item_state_load (workspace, id, cancellable, error);
}

static gboolean
is_recording (VouchItemState *state)
{
  VouchItem *item = vouch_item_state_get_item (state);
  VouchMedia media = vouch_item_get_media (item);

  return vouch_item_get_artifact (item) != NULL &&
         (media == VOUCH_MEDIA_AUDIO || media == VOUCH_MEDIA_VIDEO);
}

static void
show_state (VouchPage *page, gpointer state)
{
  VouchItemPage *self = VOUCH_ITEM_PAGE (page);

  /* What is typed is newer than what was read; it is read anew once it is saved. */
  if (vouch_item_saver_is_busy (self->saver))
    return;
  show_title (self, state);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "item.remove",
                                 vouch_item_state_get_lock (state) == NULL);
  vouch_item_beside_set_stage (self->beside, GTK_WIDGET (self->viewer), is_recording (state));
  g_set_object (&self->state, state);
  self->filled = 0;
  if (self->filling == 0)
    self->filling = g_idle_add (fill_cb, self);
}

static void
vouch_item_page_refresh (VouchPage *page)
{
  VouchItemPage *self = VOUCH_ITEM_PAGE (page);

  if (self->saver != NULL)
    vouch_page_run (page, load_state, g_strdup (vouch_page_get_subject (page)), g_free,
                    g_object_unref, show_state);
}

static gboolean
vouch_item_page_flush (VouchPage *page, GError **error)
{
  VouchItemPage *self = VOUCH_ITEM_PAGE (page);

  for (guint i = 0; i < self->all->len; i++)
    if (!vouch_item_section_flush (g_ptr_array_index (self->all, i), error))
      return FALSE;
  return vouch_item_saver_flush (self->saver, error);
}

/* A recording, which has talk in it, opens with its player; that has more to explain than the rest. */
static const char *
vouch_item_page_get_help (VouchPage *page)
{
  return gtk_widget_get_visible (GTK_WIDGET (VOUCH_ITEM_PAGE (page)->talk)) ? "player" : NULL;
}

static void
problem_cb (VouchItemPage *self, const GError *problem)
{
  vouch_page_show_problem (VOUCH_PAGE (self), problem);
}

static gpointer
remove_item (VouchWorkspace *workspace, gpointer id, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_items_remove (workspace, id, cancellable, error));
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchItemPage) self = data;
  g_autoptr (GError) error = NULL;

  vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);
  if (error != NULL)
    vouch_page_show_problem (VOUCH_PAGE (self), error);
}

/* The page closes first, so that it saves what is typed before the item goes. */
static void
remove_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (VouchItemPage) self = g_object_ref (VOUCH_ITEM_PAGE (widget));
  g_autoptr (GError) error = NULL;

  if (!vouch_page_flush (VOUCH_PAGE (self), &error)) {
    vouch_page_show_problem (VOUCH_PAGE (self), error);
    return;
  }
  vouch_workspace_run_async (vouch_page_get_workspace (VOUCH_PAGE (self)), remove_item,
                             g_strdup (vouch_page_get_subject (VOUCH_PAGE (self))), g_free, NULL,
                             NULL, removed_cb, g_object_ref (self));
  gtk_widget_activate_action (widget, "win.toast-undo", "(sss)", _ ("Moved to the bin"),
                              "win.restore-item", vouch_page_get_subject (VOUCH_PAGE (self)));
  g_cancellable_cancel (vouch_page_get_cancellable (VOUCH_PAGE (self)));
  gtk_widget_activate_action (widget, "navigation.back", NULL);
}

static void
vouch_item_page_dispose (GObject *object)
{
  VouchItemPage *self = VOUCH_ITEM_PAGE (object);

  g_clear_handle_id (&self->filling, g_source_remove);
  g_clear_object (&self->saver);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (vouch_item_page_parent_class)->dispose (object);
}

static void
vouch_item_page_finalize (GObject *object)
{
  g_free (VOUCH_ITEM_PAGE (object)->wanted);
  g_ptr_array_unref (VOUCH_ITEM_PAGE (object)->all);

  G_OBJECT_CLASS (vouch_item_page_parent_class)->finalize (object);
}

static void
vouch_item_page_class_init (VouchItemPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_item_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_item_page_finalize;
  VOUCH_PAGE_CLASS (klass)->flush = vouch_item_page_flush;
  VOUCH_PAGE_CLASS (klass)->get_help = vouch_item_page_get_help;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_item_page_refresh;

  g_type_ensure (VOUCH_TYPE_ITEM_ABOUT);
  g_type_ensure (VOUCH_TYPE_ITEM_ASKED);
  g_type_ensure (VOUCH_TYPE_ITEM_ATTRIBUTES);
  g_type_ensure (VOUCH_TYPE_ITEM_BESIDE);
  g_type_ensure (VOUCH_TYPE_ITEM_CAPTIONS);
  g_type_ensure (VOUCH_TYPE_ITEM_CITATIONS);
  g_type_ensure (VOUCH_TYPE_ITEM_CRITERIA);
  g_type_ensure (VOUCH_TYPE_ITEM_FIT);
  g_type_ensure (VOUCH_TYPE_ITEM_HITS);
  g_type_ensure (VOUCH_TYPE_ITEM_MOMENTS);
  g_type_ensure (VOUCH_TYPE_ITEM_PEOPLE);
  g_type_ensure (VOUCH_TYPE_ITEM_RANGE);
  gtk_widget_class_install_action (widget_class, "item.go", "s", go_cb);
  g_type_ensure (VOUCH_TYPE_ITEM_TALK);
  g_type_ensure (VOUCH_TYPE_ITEM_VIEWER);
  gtk_widget_class_install_action (widget_class, "item.remove", NULL, remove_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/item/vouch-item-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchItemPage, captions);
  gtk_widget_class_bind_template_child (widget_class, VouchItemPage, moments);
  gtk_widget_class_bind_template_child (widget_class, VouchItemPage, sections);
  gtk_widget_class_bind_template_child (widget_class, VouchItemPage, scroll);
  gtk_widget_class_bind_template_child (widget_class, VouchItemPage, beside);
  gtk_widget_class_bind_template_child (widget_class, VouchItemPage, stack);
  gtk_widget_class_bind_template_child (widget_class, VouchItemPage, talk);
  gtk_widget_class_bind_template_child (widget_class, VouchItemPage, viewer);
}

/* What is empty is not seen. */
static void
hold_back (VouchItemPage *self, GtkWidget *section)
{
  if (gtk_widget_get_visible (section))
    self->held_back |= 1u << self->all->len;
  gtk_widget_set_visible (section, FALSE);
  g_ptr_array_add (self->all, section);
}

static void
vouch_item_page_init (VouchItemPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->all = g_ptr_array_new ();
  for (GtkWidget *section = gtk_widget_get_first_child (GTK_WIDGET (self->sections));
       section != NULL; section = gtk_widget_get_next_sibling (section))
    hold_back (self, section);
  vouch_item_beside_set_flow (self->beside, self->scroll);
  g_signal_connect_object (self->viewer, "mark", G_CALLBACK (vouch_item_moments_mark),
                           self->moments, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->moments, "change-region", G_CALLBACK (vouch_item_viewer_change),
                           self->viewer, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->moments, "go-to", G_CALLBACK (vouch_item_viewer_go_to),
                           self->viewer, G_CONNECT_SWAPPED);
  vouch_item_captions_set_player (self->captions, vouch_item_viewer_get_recording (self->viewer));
  g_signal_connect_object (self->talk, "play-part", G_CALLBACK (vouch_recording_view_play_part),
                           vouch_item_viewer_get_recording (self->viewer), G_CONNECT_SWAPPED);
}

/**
 * vouch_item_page_new:
 * @workspace: the workspace.
 * @id: id of an item.
 *
 * Returns: (transfer floating): the page of one item.
 */
VouchPage *
vouch_item_page_new (VouchWorkspace *workspace, const char *id)
{
  VouchPage *page = vouch_page_new (VOUCH_TYPE_ITEM_PAGE, workspace, id);
  VouchItemPage *self = VOUCH_ITEM_PAGE (page);

  self->saver = vouch_item_saver_new (workspace, id);
  g_signal_connect_object (self->saver, "problem", G_CALLBACK (problem_cb), self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; i < self->all->len; i++)
    vouch_item_section_set_saver (g_ptr_array_index (self->all, i), self->saver);
  return page;
}
