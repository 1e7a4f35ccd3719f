/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-office-text"

#include "config.h"
#include "reader-office-text.h"

#include <stdlib.h>
#include <string.h>

#include "reader-office.h"
#include "reader-report.h"
#include "reader-watchdog.h"
#include "reader-xml.h"

#define MAX_COLLECTED (64 * 1024 * 1024)

/* Elements whose content is no text of the document: field codes, deletions, notes in the margin. */
static gboolean
is_outside_text (const xmlNode *node)
{
  return reader_xml_is (node, "text", "tracked-changes") ||
         reader_xml_is (node, "office", "annotation") || reader_xml_is (node, "w", "instrText") ||
         reader_xml_is (node, "w", "delText") || reader_xml_is (node, "w", "delInstrText") ||
         reader_xml_is (node, "mc", "Fallback");
}

static gboolean
is_text_holder (const xmlNode *node)
{
  const char *prefix =
      node->ns != NULL && node->ns->prefix != NULL ? (const char *) node->ns->prefix : "";

  /* In Open Document all text stands in paragraphs, headings and spans; in Word's in w:t and a:t. */
  return ((g_str_equal (prefix, "w") || g_str_equal (prefix, "a") || g_str_equal (prefix, "m")) &&
          g_str_equal ((const char *) node->name, "t")) ||
         g_str_equal (prefix, "text");
}

static const char *
break_after (const xmlNode *node)
{
  if (reader_xml_is (node, "w", "p") || reader_xml_is (node, "text", "p") ||
      reader_xml_is (node, "text", "h") || reader_xml_is (node, "a", "p"))
    return "\n";
  if (reader_xml_is (node, "w", "br") || reader_xml_is (node, "w", "cr") ||
      reader_xml_is (node, "text", "line-break"))
    return "\n";
  if (reader_xml_is (node, "w", "tab") || reader_xml_is (node, "text", "tab"))
    return "\t";
  return reader_xml_is (node, "text", "s") ? " " : "";
}

/* A field code such as: HYPERLINK "https://example.org" \o "tip" (ECMA-376 part 1, 17.16.5.25). */
static void
report_field (const xmlNode *node, VouchFacts *facts)
{
  xmlChar *code = xmlNodeGetContent (node);
  const char *start = strstr ((const char *) code, "HYPERLINK");
  g_auto (GStrv) parts = start != NULL ? g_strsplit (start, "\"", 3) : NULL;

  if (parts != NULL && g_strv_length (parts) > 1 && strstr (parts[0], "\\l") == NULL &&
      *parts[1] != '\0')
    vouch_facts_add_link (facts, parts[1]);
  xmlFree (code);
}

static void
report_person (xmlNode *node, VouchFacts *facts)
{
  static const char *const attributes[] = { "author", "initials", "userId" };

  for (gsize i = 0; i < G_N_ELEMENTS (attributes); i++) {
    g_autofree char *name = reader_xml_attribute (node, attributes[i]);

    if (name != NULL && !g_str_equal (name, READER_NEUTRAL_AUTHOR) && !g_str_equal (name, "A"))
      reader_report_identifier (facts, "author", name);
  }
  /* Open Document writes the author of a note or a change as an element. */
  if (reader_xml_is (node, "dc", "creator") || reader_xml_is (node, "meta", "creator-initials")) {
    xmlChar *name = xmlNodeGetContent (node);

    if (!g_str_equal ((const char *) name, READER_NEUTRAL_AUTHOR) &&
        !g_str_equal ((const char *) name, "A"))
      reader_report_identifier (facts, "author", (const char *) name);
    xmlFree (name);
  }
}

static void
report_look (xmlNode *node, VouchFacts *facts)
{
  g_autofree char *family = NULL;
  g_autofree char *size = NULL;
  xmlNode *sibling = NULL;

  if (reader_xml_is (node, "w", "rFonts")) {
    family = reader_xml_attribute (node, "ascii");
    for (sibling = node->parent->children; sibling != NULL; sibling = sibling->next)
      if (reader_xml_is (sibling, "w", "sz"))
        size = size == NULL ? reader_xml_attribute (sibling, "val") : size;
    /* Word counts in half points. */
    if (family != NULL)
      vouch_facts_add_font (facts, family, size != NULL ? atof (size) / 2 : 0);
  } else if (reader_xml_is (node, "style", "text-properties")) {
    family = reader_xml_attribute (node, "font-name");
    size = reader_xml_attribute (node, "font-size");
    if (family != NULL)
      vouch_facts_add_font (facts, family,
                            size != NULL && g_str_has_suffix (size, "pt") ? atof (size) : 0);
  }
}

static void
report_link (xmlNode *node, VouchFacts *facts)
{
  g_autofree char *address = NULL;

  if (reader_xml_is (node, "w", "instrText"))
    report_field (node, facts);
  if (reader_xml_is (node, "w", "fldSimple")) {
    g_autofree char *code = reader_xml_attribute (node, "instr");
    g_auto (GStrv) parts = code != NULL ? g_strsplit (code, "\"", 3) : NULL;

    if (code != NULL && strstr (code, "HYPERLINK") != NULL && g_strv_length (parts) > 1)
      vouch_facts_add_link (facts, parts[1]);
  }
  if (!reader_xml_is (node, "text", "a") && !reader_xml_is (node, "draw", "a"))
    return;
  address = reader_xml_attribute (node, "href");
  /* One that begins with # leads to another place of the same document. */
  if (address != NULL && *address != '#' && *address != '\0')
    vouch_facts_add_link (facts, address);
}

static void
append_node (xmlNode *node, gboolean inside, GString *text, VouchFacts *facts)
{
  for (; node != NULL; node = node->next) {
    if (inside && text != NULL &&
        (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) &&
        text->len < MAX_COLLECTED)
      g_string_append (text, (const char *) node->content);
    if (node->type != XML_ELEMENT_NODE)
      continue;
    report_person (node, facts);
    report_look (node, facts);
    report_link (node, facts);
    if (!is_outside_text (node))
      append_node (node->children, inside || is_text_holder (node), text, facts);
    else
      append_node (node->children, FALSE, NULL, facts);
    if (text != NULL)
      g_string_append (text, break_after (node));
  }
}

/**
 * reader_office_text_is_body:
 * @name: the name of a member.
 *
 * Returns: whether the member holds text of the document: its body, headers, footers and notes.
 */
gboolean
reader_office_text_is_body (const char *name)
{
  static const char *const starts[] = { "word/document", "word/footnotes", "word/endnotes",
                                        "word/header",   "word/footer",    NULL };

  if (g_str_equal (name, "content.xml") || g_str_equal (name, "styles.xml"))
    return TRUE;
  for (gsize i = 0; starts[i] != NULL; i++)
    if (g_str_has_prefix (name, starts[i]) && g_str_has_suffix (name, ".xml"))
      return TRUE;
  return FALSE;
}

/**
 * reader_office_text_append:
 * @document: a member that holds text.
 * @text: receives the text, a line for each paragraph.
 * @facts: receives links, fonts and the names of those who commented or changed it.
 *
 * Gathers what a member holds.
 */
void
reader_office_text_append (xmlDoc *document, GString *text, VouchFacts *facts)
{
  append_node (xmlDocGetRootElement (document), FALSE, text, facts);
}

/**
 * reader_office_text_links:
 * @document: a relationship part.
 * @facts: receives the addresses of hyperlinks.
 *
 * Gathers links that lead out of the document (ECMA-376 part 2, 9.3).
 */
void
reader_office_text_links (xmlDoc *document, VouchFacts *facts)
{
  for (xmlNode *node = xmlDocGetRootElement (document)->children; node != NULL; node = node->next) {
    g_autofree char *type = NULL;
    g_autofree char *target = NULL;

    if (node->type != XML_ELEMENT_NODE)
      continue;
    type = reader_xml_attribute (node, "Type");
    target = reader_xml_attribute (node, "Target");
    if (type != NULL && target != NULL && g_str_has_suffix (type, "/hyperlink") && *target != '#')
      vouch_facts_add_link (facts, target);
    /* The template's path often holds the name of its owner. */
    if (type != NULL && target != NULL && g_str_has_suffix (type, "/attachedTemplate"))
      reader_report_identifier (facts, "other", target);
  }
}

/**
 * reader_office_text_people:
 * @document: a member that holds no text of the document, such as its comments.
 * @facts: receives the names of people.
 *
 * Gathers who commented or changed the document.
 */
void
reader_office_text_people (xmlDoc *document, VouchFacts *facts)
{
  append_node (xmlDocGetRootElement (document), FALSE, NULL, facts);
}
