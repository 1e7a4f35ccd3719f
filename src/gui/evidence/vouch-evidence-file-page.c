/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-evidence-file-page"

#include "config.h"
#include "vouch-evidence-file-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-evidence-list.h"

#include "vouch-evidence-form.h"
#include "vouch-evidence-removal.h"
#include "vouch-evidence-target.h"
#include "vouch-evidence-words.h"
#include "vouch-rows.h"
#include "vouch-viewer.h"
#include "vouch-vocabulary.h"

/**
 * VouchEvidenceFilePage:
 *
 * One file of the library: what is recorded about it, and where it is used. Each place leads to the
 * item there, where moments are marked and ranges chosen.
 */
struct _VouchEvidenceFilePage {
  VouchPage parent_instance;

  VouchEvidence *evidence;

  GtkStack *stack;
  VouchViewer *viewer;
  GtkListBox *about;
  GtkListBox *places;
  GtkListBox *sent;
  GtkWidget *unused;
  GtkWidget *sent_group;
};

G_DEFINE_FINAL_TYPE (VouchEvidenceFilePage, vouch_evidence_file_page, VOUCH_TYPE_PAGE)

typedef struct {
  VouchEvidence *evidence; /* (nullable): it is in the bin, or gone */
  VouchItem *item;
  GPtrArray *uses;
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;

  g_clear_object (&found->evidence);
  g_clear_object (&found->item);
  g_clear_pointer (&found->uses, g_ptr_array_unref);
  g_free (found);
}

static VouchEvidence *
find (GPtrArray *all, const char *artifact)
{
  for (guint i = 0; i < all->len; i++)
    if (g_strcmp0 (vouch_evidence_get_artifact (all->pdata[i]), artifact) == 0)
      return g_object_ref (all->pdata[i]);
  return NULL;
}

static gpointer
load (VouchWorkspace *workspace, gpointer artifact, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) all = vouch_evidence_list (workspace, cancellable, error);
  g_autoptr (VouchItem) item =
      all != NULL ? vouch_evidence_load (workspace, artifact, cancellable, error) : NULL;
  Found *found;

  if (item == NULL)
    return NULL;
  found = g_new0 (Found, 1);
  found->evidence = find (all, artifact);
  found->item = g_steal_pointer (&item);
  found->uses = vouch_evidence_list_uses (workspace, artifact, cancellable, error);
  if (found->uses != NULL)
    return found;
  found_free (found);
  return NULL;
}

static void
clear_list (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static const char *
words_for (const VouchVocabulary *entry, const char *value)
{
  for (guint i = 0; i < 4 && entry->values[i] != NULL; i++)
    if (g_str_equal (entry->values[i], value))
      return _ (entry->words[i]);
  return value;
}

static void
add_attribute (VouchEvidenceFilePage *self, const VouchVocabulary *entry, const char *value)
{
  g_autofree char *date = NULL;
  VouchDay day;

  if (g_str_equal (entry->name, "date") && vouch_day_parse (value, &day))
    date = vouch_day_format_for_people (day);
  gtk_list_box_append (
      self->about,
      vouch_rows_text (_ (entry->title), date != NULL ? date : words_for (entry, value)));
}

static void
add_people (VouchEvidenceFilePage *self, VouchAppearance *appearance)
{
  const char *const *keys = vouch_appearance_get_people (appearance);
  g_autofree char *list = NULL;

  switch (vouch_appearance_get_state (appearance)) {
  case VOUCH_APPEARANCE_STATE_NOBODY: list = g_strdup (_ ("Nobody can be recognised")); break;
  case VOUCH_APPEARANCE_STATE_LISTED: list = g_strjoinv (", ", (char **) keys); break;
  case VOUCH_APPEARANCE_STATE_UNKNOWN:
  default: list = g_strdup (_ ("Not said yet")); break;
  }
  gtk_list_box_append (self->about, vouch_rows_text (_ ("Who is in it"), list));
}

static void
show_about (VouchEvidenceFilePage *self, Found *found)
{
  g_autofree char *about = vouch_evidence_words_about (found->evidence);
  g_autofree char *size = g_format_size ((guint64) vouch_evidence_get_size (found->evidence));
  g_autofree char *line = g_strdup_printf ("%s · %s", about, size);
  const char *problem = vouch_facts_get_problem (vouch_item_get_facts (found->item));

  clear_list (self->about);
  gtk_list_box_append (self->about,
                       vouch_rows_text (vouch_evidence_get_file_name (found->evidence), line));
  if (problem != NULL)
    gtk_list_box_append (self->about, vouch_rows_text (_ ("Worth knowing"), problem));
  for (guint i = 0; i < VOUCH_VOCABULARY_LENGTH; i++) {
    const char *value = vouch_evidence_get_attribute (found->evidence, vouch_vocabulary[i].name);

    if (value != NULL)
      add_attribute (self, &vouch_vocabulary[i], value);
  }
  add_people (self, vouch_item_get_appearance (found->item));
}

static void
show_uses (VouchEvidenceFilePage *self, GPtrArray *uses)
{
  guint n_places = 0, n_sent = 0;

  clear_list (self->places);
  clear_list (self->sent);
  for (guint i = 0; i < uses->len; i++) {
    VouchEvidenceUse *use = uses->pdata[i];
    g_autofree char *line = vouch_evidence_describe_use (use);

    if (vouch_evidence_use_get_item (use) != NULL) {
      gtk_list_box_append (self->places,
                           vouch_rows_link (vouch_evidence_use_get_portfolio_title (use),
                                            vouch_evidence_use_get_requirement_title (use),
                                            "win.show-item", vouch_evidence_use_get_item (use)));
      n_places++;
    } else {
      gtk_list_box_append (self->sent, vouch_rows_link (line, NULL, "win.show-portfolio",
                                                        vouch_evidence_use_get_portfolio (use)));
      n_sent++;
    }
  }
  gtk_widget_set_visible (GTK_WIDGET (self->places), n_places > 0);
  gtk_widget_set_visible (self->unused, n_places == 0);
  gtk_widget_set_visible (self->sent_group, n_sent > 0);
}

static void
show_found (VouchPage *page, gpointer result)
{
  VouchEvidenceFilePage *self = VOUCH_EVIDENCE_FILE_PAGE (page);
  Found *found = result;

  g_set_object (&self->evidence, found->evidence);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "file.edit", found->evidence != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "file.use", found->evidence != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "file.remove", found->evidence != NULL);
  if (found->evidence == NULL) {
    gtk_stack_set_visible_child_name (self->stack, "gone");
    return;
  }
  vouch_page_set_title (page, vouch_evidence_get_name (found->evidence));
  vouch_viewer_show (
      self->viewer, vouch_page_get_workspace (page), vouch_evidence_get_artifact (found->evidence),
      vouch_evidence_get_file_name (found->evidence), vouch_evidence_get_media (found->evidence));
  show_about (self, found);
  show_uses (self, found->uses);
  gtk_stack_set_visible_child_name (self->stack, "file");
}

static void
vouch_evidence_file_page_refresh (VouchPage *page)
{
  vouch_page_run (page, load, g_strdup (vouch_page_get_subject (page)), g_free, found_free,
                  show_found);
}

static GPtrArray *
only (VouchEvidenceFilePage *self)
{
  GPtrArray *one = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (one, g_object_ref (self->evidence));
  return one;
}

static void
edit_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (GPtrArray) one = only (VOUCH_EVIDENCE_FILE_PAGE (widget));

  vouch_evidence_form_open (VOUCH_PAGE (widget), one);
}

static void
use_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (GPtrArray) one = only (VOUCH_EVIDENCE_FILE_PAGE (widget));

  vouch_evidence_target_open (VOUCH_PAGE (widget), one);
}

static void
remove_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *const one[] = { vouch_page_get_subject (VOUCH_PAGE (widget)), NULL };

  vouch_evidence_removal_ask (VOUCH_PAGE (widget), one);
}

static void
vouch_evidence_file_page_dispose (GObject *object)
{
  g_clear_object (&VOUCH_EVIDENCE_FILE_PAGE (object)->evidence);

  G_OBJECT_CLASS (vouch_evidence_file_page_parent_class)->dispose (object);
}

static void
vouch_evidence_file_page_class_init (VouchEvidenceFilePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_evidence_file_page_dispose;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_evidence_file_page_refresh;

  g_type_ensure (VOUCH_TYPE_VIEWER);
  gtk_widget_class_install_action (widget_class, "file.edit", NULL, edit_cb);
  gtk_widget_class_install_action (widget_class, "file.remove", NULL, remove_cb);
  gtk_widget_class_install_action (widget_class, "file.use", NULL, use_cb);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH
                                               "/evidence/vouch-evidence-file-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchEvidenceFilePage, about);
  gtk_widget_class_bind_template_child (widget_class, VouchEvidenceFilePage, places);
  gtk_widget_class_bind_template_child (widget_class, VouchEvidenceFilePage, sent);
  gtk_widget_class_bind_template_child (widget_class, VouchEvidenceFilePage, sent_group);
  gtk_widget_class_bind_template_child (widget_class, VouchEvidenceFilePage, stack);
  gtk_widget_class_bind_template_child (widget_class, VouchEvidenceFilePage, unused);
  gtk_widget_class_bind_template_child (widget_class, VouchEvidenceFilePage, viewer);
}

static void
vouch_evidence_file_page_init (VouchEvidenceFilePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vouch_evidence_file_page_new:
 * @workspace: the workspace.
 * @artifact: SHA-256 of a file of the library.
 *
 * Returns: (transfer floating): the page of one file.
 */
VouchPage *
vouch_evidence_file_page_new (VouchWorkspace *workspace, const char *artifact)
{
  return vouch_page_new (VOUCH_TYPE_EVIDENCE_FILE_PAGE, workspace, artifact);
}
