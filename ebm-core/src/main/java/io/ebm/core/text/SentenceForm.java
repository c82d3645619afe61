package io.ebm.core.text;

import io.ebm.api.TextLines;
import io.ebm.core.Texts;
import io.ebm.core.io.JsonFaults;
import io.ebm.core.text.SentencesFactory.Form;
import java.util.Collection;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How labelled texts stand in lines.
 *
 * @param style what a line is
 * @param textField where the text of a JSON object is
 * @param labelField where its label is
 */
record SentenceForm(Form style, String textField, String labelField) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** The style of a file: by the ending of its name, or by whether its first line has a tab. */
  static Form styleOf(String file, String first) {
    String name = file.toLowerCase(Locale.ROOT).replaceAll("\\.gz$", "");
    if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
      return Form.JSONL;
    }
    return first.indexOf('\t') >= 0 ? Form.TAB : Form.SPACE;
  }

  /**
   * The label and the text of a line.
   *
   * @param lines where it was read, for messages
   */
  Line labelled(String line, TextLines lines) {
    if (style == Form.JSONL) {
      Line object = object(line, lines);
      if (object.label() == null) {
        throw lines.bad("the object has no '" + labelField + "', which is its label");
      }
      return object;
    }
    int end = line.indexOf(separator());
    String label = end < 0 ? TextLines.strip(line) : line.substring(0, end);
    if (label.isBlank()) {
      throw lines.bad(
          TextLines.isBlank(line)
              ? "the line is empty; each holds a label and a text"
              : "there is no label before the first " + separatorInWords());
    }
    String text = end < 0 ? "" : TextLines.strip(line.substring(end + 1));
    if (text.isEmpty()) {
      throw lines.bad(
          "there is no text behind the label '"
              + Texts.brief(label)
              + "'; a line is a label, a "
              + separatorInWords()
              + ", and a text");
    }
    return new Line(text, label, lines.name(), lines.number());
  }

  private char separator() {
    return style == Form.TAB ? '\t' : ' ';
  }

  private String separatorInWords() {
    return style == Form.TAB ? "tab" : "blank";
  }

  /** A line that is a text alone, or a JSON object with or without a label. */
  Line unlabelled(String line, TextLines lines) {
    return style == Form.JSONL
        ? object(line, lines)
        : new Line(TextLines.strip(line), null, lines.name(), lines.number());
  }

  /** Whether a line begins with one of some labels, where labels stand before texts. */
  boolean beginsWithLabel(String line, Collection<String> labels) {
    if (style == Form.JSONL) {
      return false;
    }
    int end = line.indexOf(separator());
    return end > 0 && labels.contains(line.substring(0, end));
  }

  private Line object(String line, TextLines lines) {
    JsonNode object;
    try {
      object = JSON.readTree(line);
    } catch (JacksonException e) {
      throw lines.bad("is no JSON: " + JsonFaults.inWords(e));
    }
    if (!object.isObject()) {
      throw lines.bad("must be a JSON object, as in {\"" + textField + "\": \"…\"}");
    }
    JsonNode text = object.path(textField);
    if (!text.isString()) {
      throw lines.bad(
          text.isMissingNode()
              ? "the object has no '"
                  + textField
                  + "', which is its text"
                  + Texts.didYouMean(textField, object.propertyNames())
              : "'" + textField + "' must be a text, but is " + Texts.brief(text.toString()));
    }
    JsonNode label = object.path(labelField);
    if (!(label.isString()
            || label.isIntegralNumber()
            || label.isBoolean()
            || label.isMissingNode())
        || (label.isString() && label.asString().isBlank())) {
      throw lines.bad(
          "'"
              + labelField
              + "' must be a text, a whole number, true or false, but is "
              + Texts.brief(label.toString()));
    }
    return new Line(
        text.asString(),
        label.isMissingNode() ? null : label.asString(),
        lines.name(),
        lines.number());
  }
}
