/**
 * 256 short English words, one for each value of a byte: nouns that are known early, sound unlike each other over a bad
 * line, and differ in more than one letter. The list and its order are part of the protocol: both screens need the same.
 */
export const WORDS: readonly string[] = `
acorn album amber anchor apple apron arrow atlas attic autumn bacon bagel bamboo banjo barrel basket
beach beaver bicycle biscuit blanket blossom bonfire bottle bracelet branch breakfast bridge bronze brother bubble bucket
buffalo butter cabbage cactus camel candle canyon carpet castle cedar cement cereal chalk cherry chess chimney
circus clarinet cloud clover cobra coconut coffee comet compass copper coral cotton cousin cowboy cradle crayon
cricket crown crystal cucumber cupboard curtain cushion daisy dentist desert diamond dolphin donkey dragon drawer drum
eagle earth echo elbow elephant emerald engine envelope eraser evening falcon farmer feather fiddle flamingo flute
forest fossil fox freckle frog furnace galaxy garlic giant ginger giraffe glacier glove goat goose granite
grape guitar hammer harbour hazel helmet honey horizon hotel hurricane iceberg igloo insect iron island ivory
jacket jaguar jelly jewel jigsaw jungle kangaroo kettle keyboard kidney king kitchen kiwi knife koala ladder
lagoon lantern laundry lemon leopard library lizard lobster lotus lunch magnet mango maple marble meadow mermaid
mirror mosquito mountain museum mushroom napkin necklace needle noodle nutmeg oasis ocean octopus olive onion orange
orbit orchid ostrich owl oyster paddle palace panda paper parrot peacock pebble pelican pencil piano pillow
pirate planet plum pocket pony potato prince pudding pumpkin puzzle pyramid queen rabbit radio rhubarb ribbon
river robot salad sandal scarf school scissors shadow shovel silver skeleton snail soap spider spoon statue
sugar sunset swan sweater table tailor thimble thunder tiger toaster tractor trumpet tulip tunnel turtle umbrella
uncle valley vanilla velvet village vinegar violin volcano wagon walnut walrus whale window winter yogurt zebra
`
  .trim()
  .split(/\s+/);
