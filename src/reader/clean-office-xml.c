/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "clean-office-xml"

#include "config.h"
#include "clean-office-xml.h"

#include <string.h>

#include "reader-office.h"
#include "reader-xml.h"

#define NEUTRAL_INITIALS "A"

/* Attributes that are left out wherever they stand. Identifiers of editing sessions tell which
 * documents come from the same hand. */
static gboolean
is_dropped_attribute (const char *name)
{
  static const char *const names[] = { "date",      "dateUtc",      "userId", "providerId",
                                       "durableId", "paraIdParent", "rsid",   "paragraph-rsid" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], name))
      return TRUE;
  return g_str_has_prefix (name, "rsid");
}

static const char *
neutral_value (xmlNode *node, const char *name)
{
  if (g_str_equal (name, "author"))
    return READER_NEUTRAL_AUTHOR;
  if (g_str_equal (name, "initials"))
    return NEUTRAL_INITIALS;
  /* Pictures remember the name of their file, and what a program saw in them. */
  if ((g_str_equal (name, "name") || g_str_equal (name, "title")) &&
      (g_str_equal ((const char *) node->name, "cNvPr") ||
       g_str_equal ((const char *) node->name, "docPr")))
    return "Picture";
  return NULL;
}

static void
clean_attributes (xmlNode *node)
{
  xmlAttr *next = NULL;

  for (xmlAttr *attribute = node->properties; attribute != NULL; attribute = next) {
    const char *name = (const char *) attribute->name;
    const char *neutral = neutral_value (node, name);

    next = attribute->next;
    if (is_dropped_attribute (name))
      xmlRemoveProp (attribute);
    else if (neutral != NULL)
      xmlSetNsProp (node, attribute->ns, attribute->name, (const xmlChar *) neutral);
  }
}

static gboolean
is_dropped_element (const xmlNode *node)
{
  static const char *const names[][2] = {
    { "w", "rsids" },           { "w", "attachedTemplate" },
    { "w14", "docId" },         { "w15", "docId" },
    { "w", "docVars" },         { "w", "mailMerge" },
    { "w", "writeProtection" }, { "dc", "date" },
    { "meta", "date-string" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (reader_xml_is (node, names[i][0], names[i][1]))
      return TRUE;
  return FALSE;
}

/* Elements whose text is a name: of the author of a note or a change, and fields in the text. */
static const char *
neutral_text (const xmlNode *node)
{
  static const char *const fields[] = { "initial-creator",  "creator",         "author-name",
                                        "sender-firstname", "sender-lastname", "sender-email",
                                        "printed-by" };

  if (reader_xml_is (node, "dc", "creator"))
    return READER_NEUTRAL_AUTHOR;
  if (reader_xml_is (node, "meta", "creator-initials") ||
      reader_xml_is (node, "text", "author-initials") ||
      reader_xml_is (node, "loext", "sender-initials"))
    return NEUTRAL_INITIALS;
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (reader_xml_is (node, "text", fields[i]))
      return READER_NEUTRAL_AUTHOR;
  return NULL;
}

/* Whether an entry of a list of contents or of relations names a member that is left out. */
static gboolean
refers_to_dropped (xmlNode *node, const char *name, GPtrArray *dropped)
{
  static const char *const attributes[] = { "PartName", "Target", "full-path" };
  g_autofree char *type = reader_xml_attribute (node, "Type");

  if (type != NULL && g_str_has_suffix (type, "/attachedTemplate"))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (attributes); i++) {
    g_autofree char *value = reader_xml_attribute (node, attributes[i]);
    g_autofree char *folder = g_path_get_dirname (name);
    g_autofree char *base = NULL;
    g_autofree char *root = NULL;
    g_autofree char *path = NULL;

    if (value == NULL)
      continue;
    /* A target is relative to the folder above _rels, unless it begins at the root. */
    base = g_str_has_suffix (folder, "_rels") ? g_path_get_dirname (folder) : g_strdup (".");
    root = g_canonicalize_filename (g_str_equal (base, ".") ? "" : base, "/");
    path = g_canonicalize_filename (value, root);
    for (guint j = 0; j < dropped->len; j++) {
      g_autofree char *absolute = g_strconcat ("/", g_ptr_array_index (dropped, j), NULL);

      if (g_str_equal (absolute, path))
        return TRUE;
    }
    if (g_str_has_suffix (value, "Thumbnails/") || g_str_has_prefix (value, "Configurations2/"))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_entry (const xmlNode *node)
{
  static const char *const names[] = { "Override", "Relationship", "file-entry" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal ((const char *) node->name, names[i]))
      return TRUE;
  return FALSE;
}

static void
clean_nodes (xmlNode *node, const char *name, GPtrArray *dropped)
{
  xmlNode *next = NULL;

  for (; node != NULL; node = next) {
    const char *neutral = NULL;

    next = node->next;
    if (node->type == XML_COMMENT_NODE || node->type == XML_PI_NODE) {
      xmlUnlinkNode (node);
      xmlFreeNode (node);
      continue;
    }
    if (node->type != XML_ELEMENT_NODE)
      continue;
    if (is_dropped_element (node) || (is_entry (node) && refers_to_dropped (node, name, dropped))) {
      xmlUnlinkNode (node);
      xmlFreeNode (node);
      continue;
    }
    clean_attributes (node);
    neutral = neutral_text (node);
    if (neutral != NULL)
      xmlNodeSetContent (node, (const xmlChar *) neutral);
    else
      clean_nodes (node->children, name, dropped);
  }
}

/**
 * clean_office_xml:
 * @document: an XML member of an office document; it is changed.
 * @name: the member's name.
 * @dropped: (element-type utf8): names of the members that are left out.
 *
 * Makes people's names neutral, leaves out dates, editing sessions and templates, and forgets the
 * members that are left out.
 */
void
clean_office_xml (xmlDoc *document, const char *name, GPtrArray *dropped)
{
  clean_nodes (document->children, name, dropped);
}
