/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-facts"

#include "config.h"
#include "reader-facts.h"

#include <glib/gi18n-lib.h>

#include "reader-image.h"
#include "reader-office.h"
#include "reader-pdf.h"
#include "reader-plain.h"
#include "reader-recording.h"
#include "reader-report.h"
#include "reader-type.h"
#include "vouch-reader-protocol.h"

static void
measure (ReaderInput *input, const ReaderType *type, VouchFacts *facts)
{
  switch (type->kind) {
  case READER_KIND_RECORDING: reader_recording_measure (input, type, facts); break;
  case READER_KIND_IMAGE: reader_image_measure (input, type, facts); break;
  case READER_KIND_PDF: reader_pdf_measure (input, facts); break;
  case READER_KIND_ZIP: reader_office_measure (input, facts); break;
  case READER_KIND_TEXT: reader_plain_measure (input, facts); break;
  case READER_KIND_UNKNOWN:
    reader_report_unreadable (facts, type->format != NULL
                                         ? _ ("This is a document of an old kind. Save it as DOCX, "
                                              "ODT or PDF.")
                                         : _ ("This is not a kind of file that Vouch can read."));
    break;
  }
}

/**
 * reader_facts_measure:
 * @input: the file.
 * @file_name: (nullable): the name it came with.
 *
 * Returns: (transfer full): all that can be told about the file.
 */
VouchFacts *
reader_facts_measure (ReaderInput *input, const char *file_name)
{
  VouchFacts *facts = vouch_facts_new ();
  ReaderType type = reader_type_of (input, file_name);

  vouch_facts_set_state (facts, VOUCH_FACTS_KNOWN);
  vouch_facts_set_reader_version (facts, VOUCH_READER_VERSION);
  vouch_facts_set_size (facts, reader_input_get_size (input));
  vouch_facts_set_media (facts, type.media);
  vouch_facts_set_format (facts, type.format);
  vouch_facts_set_cleanable (facts, type.cleanable);
  vouch_facts_set_readable_to_end (facts, TRUE);
  if (reader_input_get_size (input) == 0) {
    vouch_facts_set_empty (facts, TRUE);
    reader_report_unreadable (facts, _ ("This file is empty."));
  } else
    measure (input, &type, facts);
  return facts;
}
