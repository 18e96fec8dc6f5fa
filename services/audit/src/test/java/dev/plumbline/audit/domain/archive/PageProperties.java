package dev.plumbline.audit.domain.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// [Page] and its cursors against a list that is read page by page.
class PageProperties {
    @Property(seed = "1", tries = 200)
    void givesEachItemOnceWhateverTheLimit(@ForAll @IntRange(max = 60) int size,
            @ForAll @IntRange(min = 1, max = 25) int limit) {
        List<Long> newestFirst = LongStream.rangeClosed(1, size).map(i -> size + 1 - i).boxed().toList();

        List<Long> read = new ArrayList<>();
        PageRequest request = PageRequest.first("numbers", limit);
        while (true) {
            long before = request.before();
            Page<Long> page = Page.of(newestFirst.stream().filter(one -> one < before).limit(limit + 1L).toList(),
                    request, Object::toString);
            read.addAll(page.items());
            if (page.next() == null) {
                break;
            }
            request = PageRequest.of("numbers", page.next(), Integer.toString(limit));
        }

        assertThat(read).isEqualTo(newestFirst);
    }

    @Test
    void refusesACursorOfAnotherListAndALimitOutOfRange() {
        String cursor = new Cursor("changes", "7").encoded();

        assertThat(PageRequest.of("changes", cursor, null).before()).isEqualTo(7);
        assertThatThrownBy(() -> PageRequest.of("drift", cursor, null)).isInstanceOf(InvalidQueryException.class);
        assertThatThrownBy(() -> PageRequest.of("drift", "%%", null)).isInstanceOf(InvalidQueryException.class);
        assertThatThrownBy(() -> PageRequest.of("drift", null, "501")).isInstanceOf(InvalidQueryException.class);
        assertThatThrownBy(() -> PageRequest.of("names", new Cursor("names", "shop").encoded(), null).before())
                .isInstanceOf(InvalidQueryException.class);
    }
}
