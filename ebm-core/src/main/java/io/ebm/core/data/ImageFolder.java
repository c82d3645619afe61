package io.ebm.core.data;

import io.ebm.core.io.FolderEntries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a folder of images, in the order of their classes' names and their own.
 *
 * @param labels a class for each, the name of its folder; empty where there are none
 */
record ImageFolder(Path path, List<Path> files, List<String> labels) {

  /**
   * Lists a folder. Files and folders whose names begin with a dot are passed over.
   *
   * @throws IllegalArgumentException if it or a class in it is empty, or files lie beside folders
   */
  static ImageFolder list(Path folder) throws IOException {
    List<Path> entries = FolderEntries.of(folder);
    if (entries.isEmpty()) {
      throw new IllegalArgumentException(folder + ": is an empty folder, without images");
    }
    List<Path> classes = entries.stream().filter(Files::isDirectory).toList();
    if (classes.isEmpty()) {
      return new ImageFolder(folder, entries, List.of());
    }
    List<Path> files = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (Path entry : entries) {
      if (!Files.isDirectory(entry)) {
        throw new IllegalArgumentException(
            entry
                + ": lies beside the folders of classes, as "
                + classes.get(0)
                + "; put it into one of them, or away");
      }
      List<Path> images = FolderEntries.of(entry);
      if (images.isEmpty()) {
        throw new IllegalArgumentException(
            entry + ": is an empty folder: the class has no images; remove it, or put some in");
      }
      for (Path image : images) {
        if (Files.isDirectory(image)) {
          throw new IllegalArgumentException(
              image
                  + ": is a folder within a class, whose images must lie in the class' own folder");
        }
        files.add(image);
        labels.add(String.valueOf(entry.getFileName()));
      }
    }
    return new ImageFolder(folder, files, labels);
  }
}
