/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fuzz-target.h"
#include "vouch-html-text.h"

/* Whatever the clipboard holds becomes text: valid, without marks of objects, without empty pages. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = vouch_html_text_read ((const char *) data, size);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_null (strstr (text, "\xef\xbf\xbc"));
  g_assert_null (strstr (text, "\n\n\n"));
  g_assert_null (strstr (text, " \n"));
  return 0;
}
